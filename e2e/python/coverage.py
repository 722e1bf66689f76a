"""What a run has tried."""


class Coverage:
    """The operations, paginators and errors that ended as expected."""

    def __init__(self):
        self.operations = set()
        # The most pages that each paginator has read.
        self.paginators = {}
        # The errors of the model, each with its Reason, and the others by code.
        self.refusals = set()
        self.other_codes = set()
        self.requests = 0

    def succeeded(self, operation):
        self.operations.add(operation)

    def paged(self, operation, pages):
        self.paginators[operation] = max(pages, self.paginators.get(operation, 0))

    def refused(self, code, reason, modelled):
        if modelled:
            self.refusals.add((code, reason))
        else:
            self.other_codes.add(code)

    def __str__(self):
        several = sum(1 for pages in self.paginators.values() if pages > 1)
        classes = {code for code, _ in self.refusals}
        reasons = {refusal for refusal in self.refusals if refusal[1]}
        return (
            f"{len(self.operations)} operations, "
            f"{len(self.paginators)} paginators ({several} over several pages), "
            f"{len(classes)} error classes with {len(reasons)} reasons, "
            f"{self.requests} requests"
        )

    def gaps(self, client):
        """The operations and paginators of the API that have not been tried."""
        model = client.meta.service_model
        methods = client.meta.method_to_api_mapping
        paginators = {name for method, name in methods.items() if client.can_paginate(method)}
        gaps = [f"{name} never succeeded" for name in set(model.operation_names) - self.operations]
        gaps += [f"the paginator of {name} never ran" for name in paginators - set(self.paginators)]
        return sorted(gaps)
