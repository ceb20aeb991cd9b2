/** Short notifications, shown by ToastRegion. */
import { createSlice, nanoid, type PayloadAction } from "@reduxjs/toolkit";

export interface Toast {
  id: string;
  tone: "info" | "ok" | "bad";
  text: string;
}

const MAX_TOASTS = 4;

export const toasts = createSlice({
  name: "toasts",
  initialState: [] as Toast[],
  reducers: {
    toastShown: {
      reducer: (state, { payload }: PayloadAction<Toast>) => {
        state.push(payload);
        if (state.length > MAX_TOASTS) state.shift();
      },
      prepare: (text: string, tone: Toast["tone"] = "info") => ({ payload: { id: nanoid(), tone, text } }),
    },
    toastClosed: (state, { payload }: PayloadAction<string>) => state.filter((toast) => toast.id !== payload),
  },
});

export const { toastShown, toastClosed } = toasts.actions;
