import { useState } from "react";
import { useMutation } from "urql";
import { graphql } from "./public/graphql";
import { changeSession, useSession } from "./session";

const SIGN_IN = graphql(`
  mutation SignIn($input: SignInInput!) {
    signIn(input: $input) { token viewer { role } }
  }
`);

export function SignIn() {
  const session = useSession();
  const [{ error, fetching }, signIn] = useMutation(SIGN_IN);
  const [loginName, setLoginName] = useState("");
  const [password, setPassword] = useState("");
  if (session.token) {
    return (
      <p className="session">
        {session.name}（{session.role}） <button onClick={() => changeSession(null)}>退出 Sign out</button>
      </p>
    );
  }
  const submit = async () => {
    const { data } = await signIn({ input: { loginName, password } });
    if (data?.signIn) {
      changeSession({ token: data.signIn.token, role: data.signIn.viewer?.role ?? "PUBLIC", name: loginName });
    }
  };
  return (
    <form className="session" onSubmit={(event) => (event.preventDefault(), void submit())}>
      <input aria-label="登录名" placeholder="登录名" value={loginName} onChange={(e) => setLoginName(e.target.value)} />
      <input
        aria-label="口令"
        placeholder="口令"
        type="password"
        value={password}
        onChange={(e) => setPassword(e.target.value)}
      />
      <button disabled={fetching}>登录 Sign in</button>
      {error && <em role="alert">{error.graphQLErrors[0]?.message ?? error.message}</em>}
    </form>
  );
}
