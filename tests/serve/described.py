"""Requests made from the server's own description: ``python -m tests.serve.described URL EXAMPLES`` sends many.

Half of them are as the description wants them, half are not. Each answer must be one that it tells of, in a form that
it tells of, and none a fault of the server.
"""

from __future__ import annotations

import sys
from collections import Counter
from http import HTTPStatus
from typing import Any

import requests
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import content_type_conformance, status_code_conformance

CHECKS = [status_code_conformance, content_type_conformance]
SPARQL = "application/sparql-query"


@schemathesis.serializer(SPARQL)
def text(_context: Any, value: Any) -> bytes:
    """Return a query as it is sent."""
    return value if isinstance(value, bytes) else str(value).encode("utf-8", "surrogatepass")


def tried(url: str, examples: int) -> Counter[int]:
    """Send so many requests of each kind to a server, and return how many had which status.

    Raises what schemathesis does for an answer that the description does not tell of.
    """
    session = requests.Session()
    # The loopback is asked without whatever proxy stands between this machine and others.
    session.trust_env = False
    described = session.get(f"{url}openapi.json", timeout=60).json()
    schema = schemathesis.openapi.from_dict(described)
    seen: Counter[int] = Counter()

    def answered(case: Any) -> None:
        response = case.call(base_url=url.rstrip("/"), session=session, timeout=60)
        seen[response.status_code] += 1
        assert response.status_code != HTTPStatus.INTERNAL_SERVER_ERROR
        assert response.headers["x-content-type-options"] == ["nosniff"]
        case.validate_response(response, checks=CHECKS)

    for found in schema.get_all_operations():
        for mode in GenerationMode:
            operation = found.ok()
            if operation.path != "/sparql" and mode is GenerationMode.NEGATIVE:
                continue
            strategy = operation.as_strategy(generation_mode=mode)
            many = settings(max_examples=examples, deadline=None, suppress_health_check=list(HealthCheck))
            many(given(case=strategy)(answered))()
    return seen


if __name__ == "__main__":
    for status, number in sorted(tried(sys.argv[1], int(sys.argv[2])).items()):
        sys.stdout.write(f"{status}: {number}\n")
