"""通道 The lane of POST and GET `/graphql`: plain ASGI, from the head of a request to its answer.

Order: who asks, how much may be sent, the body, the document, then the compiled read or the
executor. Each step refuses by raising; one place turns what was raised into an answer.
"""

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Final

import msgspec
from graphql import OperationType
from starlette.types import Receive, Scope, Send

from permissions.errors import (
    BadUserInput,
    DocumentNotFound,
    Unauthenticated,
)
from permissions.request_facts import Language
from permissions.viewer import Viewer
from rules.vocabulary import Role
from transport.answer import Answer, Header, respond, send_answer
from transport.arrival import Arrival, with_request_id
from transport.backend import Backend, Executed
from transport.body import (
    Submitted,
    decode_body,
    decode_query_string,
    decode_variables,
    read_body,
)
from transport.caching import readable_by_caches
from transport.cors import cross_origin_headers, preflight_answer
from transport.cost import Charged
from transport.documents import Document, Documents
from transport.event_stream import Stream, send_stream
from transport.masking import code_of
from transport.negotiation import MediaType, is_json
from transport.options import Options
from transport.rates import Rates
from transport.record import Trace, record, report_fault
from transport.refusals import Gone, Refused, malformed, method_not_allowed
from transport.streams import Streams
from transport.watch import Watch

ALLOWED: Final = b"GET, POST, OPTIONS"
CLOSED_REQUEST: Final = 499  # the log's word for "whoever asked has gone"
ALWAYS: Final[tuple[Header, ...]] = (
    (b"x-content-type-options", b"nosniff"),
    (b"vary", b"Accept, Accept-Language, Authorization, Origin"),
)
NOT_STORED: Final[Header] = (b"cache-control", b"no-store")


class Lane:
    """The ASGI application of the GraphQL path."""

    def __init__(self, backend: Backend, options: Options, streams: Streams) -> None:
        self._streams = streams
        self._backend = backend
        self._options = options
        self._documents = Documents(
            lambda role: backend.schema(role)._schema,
            options.limits,
            options.document_bytes,
            options.introspection,
        )
        rate = options.anonymous_rate
        self._rates = None if rate is None else Rates(rate)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        arrival = Arrival.of(scope)
        if self._options.page is not None and arrival.method == "GET" and arrival.prefers_page:
            await self._options.page(scope, receive, with_request_id(send, arrival.request_id))
            return
        trace = Trace()
        watch = Watch(receive, self._options.body_seconds, self._options.request_seconds)
        try:
            answer = await watch.over(self._answer(arrival, receive, watch, trace))
            if isinstance(answer, Stream):
                await self._send_stream(answer, arrival, receive, send)
                record(arrival, trace, HTTPStatus.OK)
                return
        except Gone:
            record(arrival, trace, CLOSED_REQUEST)
            return
        except Exception as error:
            answer = _failed(arrival, error, trace)
        await send_answer(send, answer, self._headers(arrival, answer.headers))
        record(arrival, trace, answer.status)

    async def _send_stream(
        self, stream: Stream, arrival: Arrival, receive: Receive, send: Send
    ) -> None:
        with self._streams.enter(arrival.address):
            await send_stream(stream, arrival, receive, send, self._headers(arrival), self._streams)

    async def _answer(
        self, arrival: Arrival, receive: Receive, watch: Watch, trace: Trace
    ) -> Answer | Stream:
        if arrival.method == "OPTIONS":
            return preflight_answer(arrival.origin or b"", self._options.allowed_origins)
        _check_head(arrival)
        viewer = await self._viewer(arrival)
        trace.role = viewer.role
        watch.body_begins()
        submitted = await self._submitted(arrival, receive, viewer.role)
        watch.body_is_read()
        return await self._run(arrival, submitted, viewer, trace)

    async def _viewer(self, arrival: Arrival) -> Viewer:
        """Who asks. Nobody, and a token that is not known, count against the address."""
        try:
            viewer = await self._backend.viewer(arrival.token())
        except Unauthenticated:
            self._count(arrival)
            raise
        if viewer.role is Role.PUBLIC:
            self._count(arrival)
        return viewer

    def _count(self, arrival: Arrival) -> None:
        if self._rates is not None:
            self._rates.take(arrival.address)

    async def _submitted(self, arrival: Arrival, receive: Receive, role: Role) -> Submitted:
        most = self.most_bytes(role)
        if arrival.method == "GET":
            if len(arrival.query_string) > most:
                raise Refused(
                    HTTPStatus.REQUEST_URI_TOO_LONG, "地址过长。", "The address is too long."
                )
            return decode_query_string(arrival.query_string)
        declared = arrival.headers.get(b"content-length")
        return decode_body(await read_body(receive, declared, most))

    async def _run(
        self, arrival: Arrival, submitted: Submitted, viewer: Viewer, trace: Trace
    ) -> Answer | Stream:
        document = self.document(submitted, viewer.role)
        trace.document = document.digest
        if document.errors:
            trace.code = code_of(document.errors[0])
            return respond(
                arrival.media,
                arrival.request_id,
                arrival.language(),
                errors=document.errors,
                was_executed=False,
            )
        name, kind = document.select(submitted.operation_name)
        trace.operation = name
        _check_kind(arrival, kind)
        variables = submitted.variables_text
        charged = self.charged(document, name, variables)
        said = {"cost": charged.shown} if submitted.asks_for_cost else {}
        if kind is OperationType.SUBSCRIPTION:
            trace.way = "subscribed"
            token, facts = arrival.token(), arrival.facts()
            return Stream(self._backend.follow(document, name, variables, token, facts))
        if kind is OperationType.QUERY:
            data = await self._backend.read(document, name, variables, viewer, arrival.facts())
            if data is not None:
                trace.way = "compiled"
                answer = respond(arrival.media, "", Language.CHINESE, data=data, extensions=said)
                return readable_by_caches(arrival, viewer, answer)
        return await self._execute(arrival, document, name, variables, viewer, trace, said)

    async def _execute(
        self,
        arrival: Arrival,
        document: Document,
        name: str | None,
        variables: bytes,
        viewer: Viewer,
        trace: Trace,
        said: Mapping[str, object],
    ) -> Answer:
        trace.way = "executed"
        result = await self._backend.execute(
            document, name, decode_variables(variables), viewer, arrival.facts()
        )
        errors = tuple(result.errors or ())
        for error in errors:
            report_fault(arrival, error)
        if errors:
            trace.code = code_of(errors[0])
        answer = respond(
            arrival.media,
            arrival.request_id,
            arrival.language(),
            data=None if result.data is None else msgspec.json.encode(result.data),
            errors=errors,
            extensions={**(result.extensions or {}), **said},
            was_executed=_was_executed(result),
        )
        return answer if errors else readable_by_caches(arrival, viewer, answer)

    def document(self, submitted: Submitted, role: Role) -> Document:
        """What was submitted, as the role sees it; its `errors` say why it may not run."""
        return self._documents.get(role, self._text(submitted, role))

    def charged(self, document: Document, name: str | None, variables: bytes) -> Charged:
        """What the operation costs. Raises CostExceeded if it is too much for its role."""
        requested = document.costs[name].requested(variables)
        charged = Charged(requested, self._options.cost[document.role])
        charged.check()
        return charged

    def most_bytes(self, role: Role) -> int:
        return self._options.body_bytes[role]

    def _text(self, submitted: Submitted, role: Role) -> str:
        """The document's text: as sent, or as registered under the id that was sent."""
        if submitted.document_id is not None:
            if submitted.query is not None:
                raise malformed(
                    "query与documentId只能给出一个。", "Send query or documentId, not both."
                )
            text = self._options.trusted_documents.get(submitted.document_id)
            if text is None:
                raise DocumentNotFound(
                    "没有以该documentId登记的文档。",
                    "No document is registered under this documentId.",
                )
            return text
        if submitted.query is None:
            raise malformed(
                "缺少query：GraphQL文档的文本。",
                "query is missing: the text of a GraphQL document.",
            )
        if role is Role.PUBLIC and self._options.only_trusted_for_public:
            raise DocumentNotFound(
                "未登录时只执行已登记的文档。",
                "Without signing in, only registered documents are run.",
            )
        return submitted.query

    def _headers(self, arrival: Arrival, own: Sequence[Header] = ()) -> list[Header]:
        """What every answer carries beside its `own`."""
        headers = [(b"x-request-id", arrival.request_id.encode()), *ALWAYS]
        if not any(name == b"cache-control" for name, _ in own):
            headers.append(NOT_STORED)
        if arrival.origin is not None:
            headers += cross_origin_headers(arrival.origin, self._options.allowed_origins)
        return headers


def _check_head(arrival: Arrival) -> None:
    """Method, acceptable answer, type of the body: before anything is asked or read."""
    if arrival.method not in ("GET", "POST"):
        raise method_not_allowed(
            "请以POST请求GraphQL，查询也可用GET。",
            "GraphQL is asked by POST, or a query by GET.",
            ALLOWED,
        )
    if not any(media is not MediaType.PAGE for media in arrival.medias):
        raise Refused(
            HTTPStatus.NOT_ACCEPTABLE,
            "Accept应含application/graphql-response+json或application/json。",
            "Accept application/graphql-response+json or application/json.",
        )
    if arrival.method == "POST" and not _has_json_body(arrival):
        raise Refused(
            HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
            "请求体应为UTF-8的application/json，且不压缩。",
            "The body must be application/json in UTF-8, and not compressed.",
        )


def _has_json_body(arrival: Arrival) -> bool:
    encoding = arrival.headers.get(b"content-encoding", b"identity")
    return encoding == b"identity" and is_json(arrival.content_type)


def _check_kind(arrival: Arrival, kind: OperationType) -> None:
    if kind is OperationType.SUBSCRIPTION and MediaType.EVENTS not in arrival.medias:
        raise BadUserInput(
            "订阅须以WebSocket（graphql-transport-ws）或Accept: text/event-stream请求。",
            "A subscription is asked for over WebSocket (graphql-transport-ws) "
            "or with Accept: text/event-stream.",
        )
    if kind is OperationType.MUTATION and arrival.method == "GET":
        raise method_not_allowed("变更须以POST发送。", "A mutation is sent by POST.", b"POST")


def _was_executed(result: Executed) -> bool:
    """Whether fields were resolved: variables that do not fit stop a request before that."""
    errors = result.errors or ()
    return not errors or result.data is not None or any(error.path for error in errors)


def _failed(arrival: Arrival, error: Exception, trace: Trace) -> Answer:
    report_fault(arrival, error)
    trace.code = code_of(error)
    return respond(
        arrival.media, arrival.request_id, arrival.language(), errors=(error,), was_executed=False
    )
