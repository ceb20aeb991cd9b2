import { useParams, useSearchParams } from "react-router";
import { AgentDetail } from "./AgentDetail";
import { AgentEdit, AgentNew } from "./AgentEdit";
import { AgentList } from "./AgentList";

/** The list, one agent, or a form: `?form=new` (optionally `&from=` an agent to copy), `?form=edit`. */
export function Agents() {
  const { name } = useParams();
  const [parameters] = useSearchParams();
  const form = parameters.get("form");
  if (name && form === "edit") return <AgentEdit key={name} name={name} />;
  if (name) return <AgentDetail key={name} name={name} />;
  if (form === "new") return <AgentNew from={parameters.get("from")} />;
  return <AgentList />;
}
