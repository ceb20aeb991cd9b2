import { api, useEnableAgentMutation } from "@/api/api";
import { problemOf } from "@/api/problem";
import type { AgentView } from "@/api/types";
import { Badge } from "@/components/Badge";
import { Switch } from "@/components/Field";
import { toastShown } from "@/components/toasts";
import { type AppDispatch, useAppDispatch } from "@/store";
import { useCanManage } from "@/shell/Session";

/** Whether new runs may use the agent. Users who can't change it only see if it is disabled. */
export function EnabledSwitch({ agent, withText, className }: {
  agent: Pick<AgentView, "name" | "enabled">;
  /** Shows a label next to the switch. */
  withText?: boolean;
  className?: string;
}) {
  const [enable, { isLoading, originalArgs }] = useEnableAgentMutation();
  const dispatch = useAppDispatch();
  const canManage = useCanManage();
  if (!canManage) return agent.enabled ? null : <Badge className={className}>Disabled</Badge>;

  const toggle = async (enabled: boolean) => {
    const { data, error } = await enable({ name: agent.name, enabled });
    // The agent is also refetched, but until then the switch would jump back.
    if (data) dispatch(setEnabled(data));
    if (error) dispatch(toastShown(`${agent.name} was not changed: ${problemOf(error).detail}`, "bad"));
  };
  return (
    <Switch
      label={withText ? "Offered to new runs" : <span className="sr-only">Offer {agent.name} to new runs</span>}
      className={className}
      // Shown at once, before the server responds.
      checked={isLoading && originalArgs ? originalArgs.enabled : agent.enabled}
      onChange={(enabled) => void toggle(enabled)}
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
