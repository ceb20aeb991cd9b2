/** The addresses of an agent's pages. */
export const agentAddress = (name: string) => `/agents/${encodeURIComponent(name)}`;
export const editAddress = (name: string) => `${agentAddress(name)}?form=edit`;
export const newAddress = (from?: string) => `/agents?form=new${from ? `&from=${encodeURIComponent(from)}` : ""}`;
