import { configureStore } from "@reduxjs/toolkit";
import { useDispatch, useSelector } from "react-redux";
import { api } from "./api/api";
import { live } from "./api/live";
import { session } from "./api/session";
import { toasts } from "./components/toasts";

export function createStore() {
  return configureStore({
    reducer: {
      [api.reducerPath]: api.reducer,
      live: live.reducer,
      session: session.reducer,
      toasts: toasts.reducer,
    },
    middleware: (defaults) =>
      // Mutation arguments can be files, and deep checks of long event lists are slow.
      defaults({ serializableCheck: false, immutableCheck: false }).concat(api.middleware),
  });
}

export type Store = ReturnType<typeof createStore>;
export type RootState = ReturnType<Store["getState"]>;
export type AppDispatch = Store["dispatch"];
export const useAppDispatch = useDispatch.withTypes<AppDispatch>();
export const useAppSelector = useSelector.withTypes<RootState>();
