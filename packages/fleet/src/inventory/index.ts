export { type DeviceFields, deviceFieldNames, deviceFieldProblem } from "./device-fields.ts";
export type { InventoryDevice } from "./inventory.ts";
