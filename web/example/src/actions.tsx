// Buttons as the register declares them: what is not allowed says why, by clause.
export interface Action {
  act: string;
  allowed: boolean;
  reasons: readonly { clause: string; message: string }[];
}

export function ActionButton(props: {
  actions: readonly Action[];
  act: string;
  words: string;
  onAct: () => void;
}) {
  const action = props.actions.find(({ act }) => act === props.act);
  if (!action) return null;
  const why = action.reasons.map(({ clause, message }) => `${clause} ${message}`).join("\n");
  return (
    <button type="button" disabled={!action.allowed} title={why} onClick={props.onAct} data-act={props.act}>
      {props.words}
    </button>
  );
}
