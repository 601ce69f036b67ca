// Who is signed in, for as long as this browser tab is open.
const KEY = "dengji:session";

export const nobody = { role: "PUBLIC", name: "", token: null };

export function kept() {
  try {
    return JSON.parse(sessionStorage.getItem(KEY)) ?? nobody;
  } catch {
    return nobody;
  }
}

export function remember(session) {
  sessionStorage.setItem(KEY, JSON.stringify(session));
}
