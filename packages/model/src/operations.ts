export {
  type OperationDescriptor,
  type OperationId,
  operations,
  type QueryParameter,
  queryIn,
} from "./gen/operations.ts";
