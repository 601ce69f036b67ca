// Who is signed in, kept for this tab alone: a token is worth as much as a password.
import { useSyncExternalStore } from "react";

export interface Session {
  token: string | null;
  role: string;
  name: string;
}

const NOBODY: Session = { token: null, role: "PUBLIC", name: "" };
const KEY = "dengji";
const listeners = new Set<() => void>();
let current: Session = JSON.parse(sessionStorage.getItem(KEY) ?? "null") ?? NOBODY;

export function changeSession(next: Session | null): void {
  current = next ?? NOBODY;
  sessionStorage.setItem(KEY, JSON.stringify(current));
  listeners.forEach((tell) => tell());
}

export function useSession(): Session {
  return useSyncExternalStore(
    (tell) => {
      listeners.add(tell);
      return () => listeners.delete(tell);
    },
    () => current,
  );
}
