// Monaco's three workers come from the same place as the page: no other origin.
globalThis.MonacoEnvironment = {
  getWorker(_id, label) {
    const name = { json: "json", graphql: "graphql" }[label] ?? "editor";
    return new Worker(new URL(`./${name}.worker.js`, import.meta.url), { type: "module" });
  },
};
