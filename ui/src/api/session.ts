/** Whether you are signed in, as of the last response. */
import { createSlice } from "@reduxjs/toolkit";

export const session = createSlice({
  name: "session",
  initialState: { signedOut: false },
  reducers: {
    signedOut: (state) => {
      state.signedOut = true;
    },
    signedIn: (state) => {
      state.signedOut = false;
    },
  },
});

export const { signedOut, signedIn } = session.actions;
