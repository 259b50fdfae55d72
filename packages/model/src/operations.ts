export {
  type OperationDescriptor,
  type OperationId,
  operations,
  type QueryParameter,
  type QueryValues,
  queryIn,
} from "./gen/operations.ts";
export { operationPaths } from "./operations/operation-paths.ts";
