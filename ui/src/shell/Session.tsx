/** Loads who is signed in, and shows the sign-in page if nobody is. */
import { createContext, type ReactNode, useContext } from "react";
import { useGetMeQuery } from "@/api/api";
import { problemOf } from "@/api/problem";
import type { Me } from "@/api/types";
import { ErrorState } from "@/components/EmptyState";
import { PageSpinner } from "@/components/Spinner";
import { SignIn } from "@/pages/signin/SignIn";
import { useAppSelector } from "@/store";

const MeContext = createContext<Me | null>(null);

export function Session({ children }: { children: ReactNode }) {
  const { data: me, error, isLoading, refetch } = useGetMeQuery();
  const signedOut = useAppSelector((state) => state.session.signedOut);

  if (signedOut || (error && problemOf(error).status === 401)) return <SignIn />;
  if (isLoading) return <PageSpinner />;
  if (!me) return <ErrorState error={error} title="hocket is not responding" onRetry={() => void refetch()} />;
  return <MeContext value={me}>{children}</MeContext>;
}

/** The signed-in user. Only inside a Session. */
export function useMe(): Me {
  const me = useContext(MeContext);
  if (!me) throw new Error("useMe must be called inside a Session");
  return me;
}

/** Observers can only view: actions that the server would refuse are not offered. */
export function useCanAct(): boolean {
  const { role } = useMe();
  return role === "admin" || role === "orchestrator";
}

/** Only admins change agents, models, settings and keys; others can view them. */
export function useCanManage(): boolean {
  return useMe().role === "admin";
}
