import { useQuery, useSubscription } from "urql";
import { graphql } from "./graphql";

const TASKS = graphql(`
  query Tasks {
    tasks(first: 50) {
      totalCount
      nodes { act clause noun subject waitingSince dueOn workingDaysLeft overdue }
    }
  }
`);
const TASKS_CHANGED = graphql(`
  subscription TasksChanged {
    tasksChanged(first: 50) { totalCount }
  }
`);

export function Tasks() {
  const [{ data, error }, again] = useQuery({ query: TASKS, requestPolicy: "cache-and-network" });
  useSubscription({ query: TASKS_CHANGED }, (_, event) => {
    again({ requestPolicy: "network-only" });
    return event;
  });
  if (error) return <em role="alert">{error.message}</em>;
  return (
    <table data-testid="tasks">
      <thead>
        <tr>
          <th>事项</th>
          <th>条款</th>
          <th>等待自</th>
          <th>截止日</th>
          <th>剩余工作日</th>
        </tr>
      </thead>
      <tbody>
        {data?.tasks.nodes.map((task) => (
          <tr key={task.act + task.subject} className={task.overdue ? "overdue" : undefined}>
            <td>{task.act}</td>
            <td>{task.clause}</td>
            <td>{task.waitingSince.slice(0, 10)}</td>
            <td>{task.dueOn}</td>
            <td>{task.workingDaysLeft}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
