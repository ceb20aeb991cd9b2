/** Asks who is signed in, and shows the sign-in page until somebody is. */
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
  if (!me) return <ErrorState error={error} title="hocket does not answer" onRetry={() => void refetch()} />;
  return <MeContext value={me}>{children}</MeContext>;
}

/** Who is signed in. Only within a Session. */
export function useMe(): Me {
  const me = useContext(MeContext);
  if (!me) throw new Error("useMe is used outside of a Session");
  return me;
}

/** Observers look on; what would be refused is not offered to them. */
export function useCanAct(): boolean {
  const { role } = useMe();
  return role === "admin" || role === "orchestrator";
}

/** Agents, models, settings and keys are changed by admins only; others who may act look on. */
export function useCanManage(): boolean {
  return useMe().role === "admin";
}
