"""Tests of what decides whether a step is as expected."""

import unittest
from datetime import datetime

from botocore.stub import Stubber

from coverage import Coverage
from differences import Table
from examples import form
from kept import Unknown, Values, kept
from paths import value_at
from pattern import ANYTHING, TIME, Deviation, Document, InAnyOrder, Matching, With, deviations
from runner import Result, take
from server import fake
from step import Scenario, call, pages, refused

VALUES = Values(root="r-1234", organization="o-0123456789")


class Patterns(unittest.TestCase):
    def test_what_a_pattern_accepts(self):
        accepted = [
            (ANYTHING, 1),
            (TIME, datetime.now()),
            (Matching("digits", r"\d+"), "12"),
            (Document({"a": [1]}), '{ "a": [1] }'),
            (kept("root"), "r-1234"),
            ({"a": 1, "b": [kept("{organization}/{root}/")]}, {"a": 1, "b": ["o-0123456789/r-1234/"]}),
            (With({"a": 1}), {"a": 1, "b": 2}),
            (With([2]), [1, 2]),
            (InAnyOrder([1, {"a": 2}]), [{"a": 2}, 1]),
        ]
        for pattern, actual in accepted:
            self.assertEqual(deviations(pattern, actual, VALUES), [], pattern)

    def test_what_a_pattern_does_not_accept(self):
        refused = [
            (TIME, "2026-11-26", ("", "a time", "2026-11-26")),
            (Matching("digits", r"\d+"), "12a", ("", "digits", "12a")),
            (Document({"a": 1}), "{", ("", '{"a": 1}', "{")),
            (kept("root"), "r-9999", ("", "{root}", "{another}")),
            ({"a": {"b": 1}}, {"a": {"b": 2}}, ("a.b", "1", "2")),
            ({"a": 1}, {}, ("a", "present", "missing")),
            ({}, {"a": 1}, ("a", "missing", "present")),
            ({"a": {}}, {"a": "text"}, ("a", "a structure", "text")),
            ({"a": [1]}, {"a": []}, ("a", "1 item", "0 items")),
            ({"a": [1, 2]}, {"a": [2, 1]}, ("a[]", "1", "2")),
            (With([1]), [], ("", "at least 1 item", "0 items")),
            (With([With({"a": 1})]), [{"a": 2}], ("[].a", "1", "2")),
            (InAnyOrder([1, 2]), [1, 1], ("[]", "2", "1")),
        ]
        for pattern, actual, deviation in refused:
            self.assertEqual(deviations(pattern, actual, VALUES)[0], Deviation(*deviation), pattern)

    def test_what_no_step_has_kept(self):
        self.assertRaises(Unknown, VALUES.fill, {"a": [kept("blue")]})

    def test_paths(self):
        answer = {"Roots": [{"Id": "r-1234"}]}
        self.assertEqual(value_at(answer, "Roots.0.Id"), "r-1234")
        for path in ["Roots.1.Id", "Root", "Roots.0.Id.Id"]:
            self.assertIsNone(value_at(answer, path))

    def test_the_form_of_an_example(self):
        organization = {"Type": "ORGANIZATION", "Value": "o-exampleorgid", "Resources": []}
        name = {"Type": "MASTER_NAME", "Value": "Ana"}
        for value, expected in [
            (
                {"Arn": "arn:aws:organizations::111111111111:root/o-1/r-2"},
                {"Arn": "arn:aws:organizations::<account>:root/<o>/<r>"},
            ),
            (
                {"RequestedTimestamp": 1.5, "Id": "ana@example.com"},
                {"RequestedTimestamp": "<time>", "Id": "<email>"},
            ),
            (
                organization | {"Resources": [name]},
                {
                    "Type": "ORGANIZATION",
                    "Value": "<o>",
                    "Resources": [
                        name | {"Value": "<name>"},
                        {"Type": "ORGANIZATION_FEATURE_SET", "Value": "ALL"},
                    ],
                },
            ),
        ]:
            self.assertEqual(form(value), expected)


class Differences(unittest.TestCase):
    ROW = {
        "operations": ["A", "B"],
        "where": "error",
        "fake": "X *",
        "moto": "none",
        "right": "fake",
        "why": "so",
    }

    def test_a_row_explains_its_difference(self):
        table = Table([self.ROW])
        self.assertTrue(table.explains("A", Deviation("error", "X REASON", "none")))
        for operation, deviation in [
            ("C", Deviation("error", "X REASON", "none")),
            ("A", Deviation("Reason", "X REASON", "none")),
            ("A", Deviation("error", "Y REASON", "none")),
            ("A", Deviation("error", "X REASON", "Y")),
        ]:
            self.assertFalse(table.explains(operation, deviation), (operation, deviation))

    def test_a_row_that_is_not_seen_is_stale(self):
        table = Table([self.ROW])
        table.explains("A", Deviation("error", "X REASON", "none"))
        self.assertEqual(list(table.stale()), ["B: error: X * (fake-organizations), none (moto)"])

    def test_a_row_has_all_columns(self):
        self.assertRaises(ValueError, Table, [self.ROW | {"right": "nobody"}])
        self.assertRaises(ValueError, Table, [{"operations": []}])


class Steps(unittest.TestCase):
    """Steps whose answers are made up."""

    def take(self, step, prepare):
        server = fake("http://127.0.0.1:9")
        client = server.client("111111111111")
        coverage = Coverage()
        result = Result("made up", step)
        with Stubber(client) as stubber:
            prepare(stubber)
            take(server, Scenario("made up", "111111111111", []), result, Values(), coverage)
        return result, coverage

    def refuse(
        self, code="HandshakeConstraintViolationException", reason="ALREADY_IN_AN_ORGANIZATION", status=400
    ):
        def prepare(stubber):
            metadata = {"RequestId": "1"}
            fields = {"Reason": reason} if reason else {}
            stubber.add_client_error(
                "enable_all_features", code, "No", status, modeled_fields=fields, response_meta=metadata
            )

        step = refused(
            "no", "EnableAllFeatures", {}, "HandshakeConstraintViolation", "ALREADY_IN_AN_ORGANIZATION"
        )
        return self.take(step, prepare)

    def test_the_error_is_the_one_that_is_expected(self):
        result, coverage = self.refuse()
        self.assertEqual(result.deviations, [])
        self.assertEqual(len(coverage.refusals), 1)

    def test_another_error_is_not(self):
        for change, deviation in [
            (
                {"code": "ServiceException", "reason": None},
                (
                    "error",
                    "HandshakeConstraintViolationException ALREADY_IN_AN_ORGANIZATION",
                    "ServiceException",
                ),
            ),
            ({"reason": "PAST_DUE_INVOICE"}, ("Reason", "ALREADY_IN_AN_ORGANIZATION", "PAST_DUE_INVOICE")),
            ({"reason": None}, ("Reason", "ALREADY_IN_AN_ORGANIZATION", "missing")),
            ({"status": 500}, ("status", "400", "500")),
        ]:
            result, coverage = self.refuse(**change)
            self.assertEqual(result.deviations, [Deviation(*deviation)])
            self.assertEqual(len(coverage.refusals), 0)

    def test_a_success_where_an_error_is_expected(self):
        result, coverage = self.take(
            refused("no", "EnableAllFeatures", {}, "AccessDenied"),
            lambda stubber: stubber.add_response(
                "enable_all_features", {"ResponseMetadata": {"RequestId": "1"}}
            ),
        )
        self.assertEqual(result.deviations, [Deviation("error", "AccessDeniedException", "none")])
        self.assertEqual(coverage.operations, set())

    def test_a_step_that_cannot_be_taken_is_skipped(self):
        result, _ = self.take(call("yes", "DescribeAccount", {"AccountId": kept("ana")}), lambda _: None)
        self.assertEqual(result.skipped, "ana is not known")

    def test_pages_are_counted(self):
        first = {"Roots": [{"Id": "r-1111"}], "NextToken": "1"}
        for second, deviation in [
            ({"Roots": [{"Id": "r-2222"}]}, []),
            ({"Roots": []}, [Deviation("items", "2", "1")]),
            ({"Roots": [{"Id": "r-1111"}]}, [Deviation("items", "different", "repeated")]),
            (first, [Deviation("pages", "2", "PaginationError")]),
        ]:

            def prepare(stubber, second=second):
                stubber.add_response("list_roots", first)
                stubber.add_response("list_roots", second)

            result, _ = self.take(pages("roots", "ListRoots", {}, items=2, pages=2, size=1), prepare)
            self.assertEqual(result.deviations, deviation)

    def test_what_was_not_tried_is_a_gap(self):
        coverage = Coverage()
        coverage.succeeded("ListRoots")
        gaps = coverage.gaps(fake("http://127.0.0.1:9").client("111111111111"))
        self.assertIn("the paginator of ListRoots never ran", gaps)
        self.assertIn("AcceptHandshake never succeeded", gaps)
        self.assertNotIn("ListRoots never succeeded", gaps)


if __name__ == "__main__":
    unittest.main()
