import { StrictMode, useMemo, useState } from "react";
import { createRoot } from "react-dom/client";
import { Provider } from "urql";
import { clientOf } from "./client";
import { Queue } from "./department/queue";
import { Certificate } from "./public/certificate";
import { Directory } from "./public/directory";
import { Applications } from "./school/applications";
import { Tasks } from "./school/tasks";
import { useSession } from "./session";
import { SignIn } from "./sign-in";

interface Page {
  name: string;
  roles?: string[];
  show: () => React.ReactNode;
}

const PAGES: Page[] = [
  { name: "机构目录", show: () => <Directory /> },
  { name: "证书查询", show: () => <Certificate /> },
  { name: "学校待办", roles: ["SCHOOL"], show: () => <Tasks /> },
  { name: "备案申请", roles: ["SCHOOL"], show: () => <Applications /> },
  { name: "受理队列", roles: ["DEPARTMENT"], show: () => <Queue /> },
];

function App() {
  const session = useSession();
  const client = useMemo(() => clientOf(session), [session]);
  const [chosen, choose] = useState(PAGES[0]?.name);
  const pages = PAGES.filter(({ roles }) => !roles || roles.includes(session.role));
  const page = pages.find(({ name }) => name === chosen) ?? pages[0];
  return (
    <Provider value={client} key={session.token ?? "nobody"}>
      <header>
        <h1>登记 · 职业技能等级评价</h1>
        <SignIn />
        <nav>
          {pages.map(({ name }) => (
            <button key={name} aria-current={name === page?.name} onClick={() => choose(name)}>
              {name}
            </button>
          ))}
        </nav>
      </header>
      <main>{page?.show()}</main>
    </Provider>
  );
}

createRoot(document.getElementById("root") as HTMLElement).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
