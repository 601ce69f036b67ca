// One client for each session: what one role has read is nothing to the next.
import { cacheExchange } from "@urql/exchange-graphcache";
import { relayPagination } from "@urql/exchange-graphcache/extras";
import { createClient as createEvents } from "graphql-sse";
import { Client, fetchExchange, mapExchange, subscriptionExchange } from "urql";
import { changeSession, type Session } from "./session";

const ADDRESS = "/graphql";
// Objects of the register have an id; what has none is a part of the object it stands in.
const PARTS = [
  "Action",
  "CertificateCheck",
  "CertificateHelp",
  "Finding",
  "PageInfo",
  "Viewer",
  "RegisterEntry",
  "Task",
];

export function clientOf(session: Session): Client {
  const headers: Record<string, string> = { "accept-language": "zh-CN" };
  if (session.token) headers.authorization = `Bearer ${session.token}`;
  const events = createEvents({ url: ADDRESS, headers });
  return new Client({
    url: ADDRESS,
    preferGetMethod: false,
    fetchOptions: { headers },
    exchanges: [
      mapExchange({
        onError: (error) => {
          const ended = error.graphQLErrors.some((e) => e.extensions.code === "UNAUTHENTICATED");
          if (ended && session.token) changeSession(null);
        },
      }),
      cacheExchange({
        keys: Object.fromEntries(PARTS.map((name) => [name, () => null])),
        resolvers: { Query: { agencies: relayPagination() } },
      }),
      fetchExchange,
      subscriptionExchange({
        forwardSubscription: (operation) => ({
          subscribe: (sink) => ({
            unsubscribe: events.subscribe<Record<string, unknown>>(
              { query: operation.query ?? "", variables: operation.variables ?? undefined },
              {
                next: (value) => sink.next(value as never),
                error: (error) => sink.error(error),
                complete: () => sink.complete(),
              },
            ),
          }),
        }),
      }),
    ],
  });
}
