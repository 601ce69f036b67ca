// What the register says against an act: each with its clause, where it belongs.
export interface Finding {
  code: string;
  clause: string;
  severity: string;
  message: string;
  path: readonly string[];
}

export function Findings({ findings, at }: { findings: readonly Finding[]; at?: readonly string[] }) {
  const own = findings.filter((f) => at === undefined || begins(f.path, at));
  if (own.length === 0) return null;
  return (
    <ul className="findings">
      {own.map((finding) => (
        <li key={finding.code + finding.path.join(".")} className={finding.severity.toLowerCase()}>
          <b>{finding.clause}</b> {finding.message}
        </li>
      ))}
    </ul>
  );
}

// Findings that no field of the form shows by itself.
export function elsewhere(findings: readonly Finding[], places: readonly (readonly string[])[]) {
  return findings.filter((f) => !places.some((at) => begins(f.path, at)));
}

function begins(path: readonly string[], at: readonly string[]): boolean {
  return at.every((step, index) => path[index] === step);
}
