export {
  type OperationDescriptor,
  type OperationId,
  operations,
  type QueryParameter,
  queryIn,
} from "./gen/operations.ts";
export { operationPaths } from "./operations/operation-paths.ts";
