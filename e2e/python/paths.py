"""Values inside an answer."""


def value_at(answer, path):
    """The value at a path such as `Roots.0.Id`, or None where there is none."""
    for key in path.split("."):
        if isinstance(answer, list):
            answer = answer[int(key)] if int(key) < len(answer) else None
        elif isinstance(answer, dict):
            answer = answer.get(key)
        else:
            return None
    return answer
