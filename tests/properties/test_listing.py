"""The listing procedure as a state machine: whatever happens in whatever order, the status is what the text says."""

from datetime import date, timedelta

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from shipped import POLICY

ELEMENTS = frozenset(POLICY.program.labels["Element"])
TODAY = date(2024, 3, 1)
DAYS = st.integers(-3, 3).map(lambda days: TODAY + timedelta(days=days))


class ListingProcedure(RuleBasedStateMachine):
    """A provider asks, completes and is told; the administration assesses, the minister decides, the list changes."""

    def __init__(self) -> None:
        super().__init__()
        self.service = {"kind": "opleiding", "reference_date": TODAY}
        self.request = {"requests_listing_of": "d1"}

    @rule(element=st.sampled_from(sorted(ELEMENTS)))
    def state_an_element(self, element):
        self.request["request_states"] = sorted({*self.request.get("request_states", ()), element})

    @precondition(lambda self: self.request.get("request_states"))
    @rule()
    def withdraw_an_element(self):
        self.request["request_states"] = self.request["request_states"][1:]

    @rule(criterion=st.sampled_from(sorted(POLICY.program.labels["Criterion"])))
    def claim_a_criterion(self, criterion):
        self.request["claims_criterion"] = [criterion]

    @rule(verdict=st.sampled_from(["ja", "nee", "twijfel"]))
    def assess_the_criteria(self, verdict):
        self.request["criteria_assessed"] = verdict

    @rule(advice=st.sampled_from(["gunstig", "ongunstig"]))
    def the_chamber_advises(self, advice):
        self.service["quality_chamber_advice"] = {"minister": advice}

    @rule(decision=st.sampled_from(["goedgekeurd", "geweigerd"]))
    def the_minister_decides(self, decision):
        self.request["minister_decision"] = decision

    @rule(day=DAYS)
    def notify(self, day):
        self.request["notified"] = [day]

    @rule(day=DAYS)
    def add_to_the_list(self, day):
        self.service["listed"] = day

    @rule(day=DAYS)
    def take_off_the_list(self, day):
        self.service["delisted"] = day

    @rule(activity=st.sampled_from(["mindfulness", "rijbewijs_b"]))
    def aim_at_something_excluded(self, activity):
        self.service["aimed_at"] = {activity: "ja"}

    @invariant()
    def the_status_is_what_the_text_says(self):
        facts = POLICY.read_data({"services": {"d1": self.service}, "listing_requests": {"r1": self.request}})
        (decision,) = POLICY.decide(facts, subject="r1")
        assert decision.outcome == self.expected()

    def expected(self) -> str:
        """The status by the legal reading, told once more in Python."""
        added, removed = self.service.get("listed"), self.service.get("delisted")
        if added and added <= TODAY and not (removed and removed <= TODAY):
            return "op_lijst"
        if "minister_decision" in self.request:
            return self.request["minister_decision"]
        if set(self.request.get("request_states", ())) != ELEMENTS:
            return "onvolledig"
        return "wacht_op_minister" if "criteria_assessed" in self.request else "in_beoordeling"


TestListingProcedure = ListingProcedure.TestCase
