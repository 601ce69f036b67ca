import { useState } from "react";

const SIGN_IN = `mutation ($input: SignInInput!) {
  signIn(input: $input) { token viewer { role } findings { message } }
}`;

async function signIn(loginName, password) {
  const answer = await fetch("/graphql", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ query: SIGN_IN, variables: { input: { loginName, password } } }),
  });
  const { data, errors } = await answer.json();
  const found = data?.signIn;
  if (!found?.token) throw new Error(found?.findings?.[0]?.message ?? errors?.[0]?.message);
  return { role: found.viewer.role, name: loginName, token: found.token };
}

export function SignIn({ session, accounts, onChange, nobody }) {
  const [login, setLogin] = useState("");
  const [password, setPassword] = useState("");
  const [words, setWords] = useState("");

  const choose = (name) => {
    setLogin(name);
    setPassword(accounts.find((account) => account.loginName === name)?.password ?? "");
  };
  const submit = async (event) => {
    event.preventDefault();
    try {
      onChange(await signIn(login, password));
      setWords("");
    } catch (error) {
      setWords(error.message);
    }
  };

  return (
    <form className="sign-in" onSubmit={submit}>
      <strong>登记 Dengji</strong>
      <span className="role" data-testid="role">
        {session.role}
        {session.name && ` · ${session.name}`}
      </span>
      {accounts.length > 0 && (
        <select aria-label="演示账号 Demonstration account" value={login} onChange={(e) => choose(e.target.value)}>
          <option value="">演示账号 Demonstration accounts…</option>
          {accounts.map((account) => (
            <option key={account.loginName} value={account.loginName}>
              {account.loginName} · {account.role}
            </option>
          ))}
        </select>
      )}
      <input aria-label="登录名 Login name" placeholder="登录名 Login name" value={login} onChange={(e) => setLogin(e.target.value)} />
      <input aria-label="口令 Password" placeholder="口令 Password" type="password" value={password} onChange={(e) => setPassword(e.target.value)} />
      <button type="submit">登录 Sign in</button>
      {session.token && (
        <button type="button" onClick={() => onChange(nobody)}>
          退出 Sign out
        </button>
      )}
      <span className="words" role="status">{words}</span>
    </form>
  );
}
