import { api, useEnableAgentMutation } from "@/api/api";
import { problemOf } from "@/api/problem";
import type { AgentView } from "@/api/types";
import { Badge } from "@/components/Badge";
import { Switch } from "@/components/Field";
import { toastShown } from "@/components/toasts";
import { type AppDispatch, useAppDispatch } from "@/store";
import { useCanManage } from "@/shell/Session";

/** Whether new runs may use the agent. Who can't change it sees only that it is off. */
export function EnabledSwitch({ agent, withText, className }: {
  agent: Pick<AgentView, "name" | "enabled">;
  /** Says beside the switch what it does. */
  withText?: boolean;
  className?: string;
}) {
  const [enable, { isLoading, originalArgs }] = useEnableAgentMutation();
  const dispatch = useAppDispatch();
  const canManage = useCanManage();
  if (!canManage) return agent.enabled ? null : <Badge className={className}>Off</Badge>;

  const flip = async (enabled: boolean) => {
    const { data, error } = await enable({ name: agent.name, enabled });
    // What is shown is fetched anew as well; until then the switch would jump back.
    if (data) dispatch(setEnabled(data));
    if (error) dispatch(toastShown(`${agent.name} was not switched: ${problemOf(error).detail}`, "bad"));
  };
  return (
    <Switch
      label={withText ? "Offered to new runs" : <span className="sr-only">Offer {agent.name} to new runs</span>}
      className={className}
      // At once, before the server has answered.
      checked={isLoading && originalArgs ? originalArgs.enabled : agent.enabled}
      onChange={(enabled) => void flip(enabled)}
    />
  );
}

const setEnabled = ({ name, enabled }: AgentView) => (dispatch: AppDispatch) => {
  dispatch(
    api.util.updateQueryData("getAgents", undefined, ({ items }) => {
      for (const item of items) if (item.name === name) item.enabled = enabled;
    }),
  );
  dispatch(
    api.util.updateQueryData("getAgent", name, (agent) => {
      agent.enabled = enabled;
    }),
  );
};
