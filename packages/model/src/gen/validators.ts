// Generated from spec/openapi by `pnpm generate`. Do not edit.
// @ts-nocheck

import type { Validator } from "../schema/validator.ts";
import type { DocumentName } from "./types.ts";

const AcceptedResponse = validate22;
const schema7 = {
  type: "object",
  "x-document": true,
  additionalProperties: false,
  required: ["data", "messages", "links"],
  properties: {
    data: { type: "object", additionalProperties: false },
    messages: { type: "array", items: { $ref: "#/definitions/Message" } },
    links: { type: "array", items: { type: "string" } },
  },
};
const schema8 = {
  type: "object",
  additionalProperties: false,
  required: [],
  properties: { errorMessage: { type: "string" }, link: { type: "string" } },
};
function validate23(
  data,
  { instancePath = "", parentData, parentDataProperty, rootData = data } = {},
) {
  let vErrors = null;
  let errors = 0;
  if (errors === 0) {
    if (data && typeof data == "object" && !Array.isArray(data)) {
      const _errs1 = errors;
      for (const key0 in data) {
        if (!(key0 === "errorMessage" || key0 === "link")) {
          validate23.errors = [
            {
              instancePath,
              schemaPath: "#/additionalProperties",
              keyword: "additionalProperties",
              params: { additionalProperty: key0 },
              message: "must NOT have additional properties",
            },
          ];
          return false;
          break;
        }
      }
      if (_errs1 === errors) {
        if (data.errorMessage !== undefined) {
          const _errs2 = errors;
          if (typeof data.errorMessage !== "string") {
            validate23.errors = [
              {
                instancePath: instancePath + "/errorMessage",
                schemaPath: "#/properties/errorMessage/type",
                keyword: "type",
                params: { type: "string" },
                message: "must be string",
              },
            ];
            return false;
          }
          var valid0 = _errs2 === errors;
        } else {
          var valid0 = true;
        }
        if (valid0) {
          if (data.link !== undefined) {
            const _errs4 = errors;
            if (typeof data.link !== "string") {
              validate23.errors = [
                {
                  instancePath: instancePath + "/link",
                  schemaPath: "#/properties/link/type",
                  keyword: "type",
                  params: { type: "string" },
                  message: "must be string",
                },
              ];
              return false;
            }
            var valid0 = _errs4 === errors;
          } else {
            var valid0 = true;
          }
        }
      }
    } else {
      validate23.errors = [
        {
          instancePath,
          schemaPath: "#/type",
          keyword: "type",
          params: { type: "object" },
          message: "must be object",
        },
      ];
      return false;
    }
  }
  validate23.errors = vErrors;
  return errors === 0;
}
function validate22(
  data,
  { instancePath = "", parentData, parentDataProperty, rootData = data } = {},
) {
  let vErrors = null;
  let errors = 0;
  if (errors === 0) {
    if (data && typeof data == "object" && !Array.isArray(data)) {
      let missing0;
      if (
        (data.data === undefined && (missing0 = "data")) ||
        (data.messages === undefined && (missing0 = "messages")) ||
        (data.links === undefined && (missing0 = "links"))
      ) {
        validate22.errors = [
          {
            instancePath,
            schemaPath: "#/required",
            keyword: "required",
            params: { missingProperty: missing0 },
            message: "must have required property '" + missing0 + "'",
          },
        ];
        return false;
      } else {
        const _errs1 = errors;
        for (const key0 in data) {
          if (!(key0 === "data" || key0 === "messages" || key0 === "links")) {
            validate22.errors = [
              {
                instancePath,
                schemaPath: "#/additionalProperties",
                keyword: "additionalProperties",
                params: { additionalProperty: key0 },
                message: "must NOT have additional properties",
              },
            ];
            return false;
            break;
          }
        }
        if (_errs1 === errors) {
          if (data.data !== undefined) {
            let data0 = data.data;
            const _errs2 = errors;
            if (errors === _errs2) {
              if (data0 && typeof data0 == "object" && !Array.isArray(data0)) {
                for (const key1 in data0) {
                  validate22.errors = [
                    {
                      instancePath: instancePath + "/data",
                      schemaPath: "#/properties/data/additionalProperties",
                      keyword: "additionalProperties",
                      params: { additionalProperty: key1 },
                      message: "must NOT have additional properties",
                    },
                  ];
                  return false;
                  break;
                }
              } else {
                validate22.errors = [
                  {
                    instancePath: instancePath + "/data",
                    schemaPath: "#/properties/data/type",
                    keyword: "type",
                    params: { type: "object" },
                    message: "must be object",
                  },
                ];
                return false;
              }
            }
            var valid0 = _errs2 === errors;
          } else {
            var valid0 = true;
          }
          if (valid0) {
            if (data.messages !== undefined) {
              let data1 = data.messages;
              const _errs5 = errors;
              if (errors === _errs5) {
                if (Array.isArray(data1)) {
                  var valid1 = true;
                  const len0 = data1.length;
                  for (let i0 = 0; i0 < len0; i0++) {
                    const _errs7 = errors;
                    if (
                      !validate23(data1[i0], {
                        instancePath: instancePath + "/messages/" + i0,
                        parentData: data1,
                        parentDataProperty: i0,
                        rootData,
                      })
                    ) {
                      vErrors =
                        vErrors === null ? validate23.errors : vErrors.concat(validate23.errors);
                      errors = vErrors.length;
                    }
                    var valid1 = _errs7 === errors;
                    if (!valid1) {
                      break;
                    }
                  }
                } else {
                  validate22.errors = [
                    {
                      instancePath: instancePath + "/messages",
                      schemaPath: "#/properties/messages/type",
                      keyword: "type",
                      params: { type: "array" },
                      message: "must be array",
                    },
                  ];
                  return false;
                }
              }
              var valid0 = _errs5 === errors;
            } else {
              var valid0 = true;
            }
            if (valid0) {
              if (data.links !== undefined) {
                let data3 = data.links;
                const _errs8 = errors;
                if (errors === _errs8) {
                  if (Array.isArray(data3)) {
                    var valid2 = true;
                    const len1 = data3.length;
                    for (let i1 = 0; i1 < len1; i1++) {
                      const _errs10 = errors;
                      if (typeof data3[i1] !== "string") {
                        validate22.errors = [
                          {
                            instancePath: instancePath + "/links/" + i1,
                            schemaPath: "#/properties/links/items/type",
                            keyword: "type",
                            params: { type: "string" },
                            message: "must be string",
                          },
                        ];
                        return false;
                      }
                      var valid2 = _errs10 === errors;
                      if (!valid2) {
                        break;
                      }
                    }
                  } else {
                    validate22.errors = [
                      {
                        instancePath: instancePath + "/links",
                        schemaPath: "#/properties/links/type",
                        keyword: "type",
                        params: { type: "array" },
                        message: "must be array",
                      },
                    ];
                    return false;
                  }
                }
                var valid0 = _errs8 === errors;
              } else {
                var valid0 = true;
              }
            }
          }
        }
      }
    } else {
      validate22.errors = [
        {
          instancePath,
          schemaPath: "#/type",
          keyword: "type",
          params: { type: "object" },
          message: "must be object",
        },
      ];
      return false;
    }
  }
  validate22.errors = vErrors;
  return errors === 0;
}
export const AccessTokenResponse = validate25;
const schema9 = {
  type: "object",
  "x-document": true,
  additionalProperties: false,
  required: ["data", "messages", "links"],
  properties: {
    data: { $ref: "#/definitions/AccessTokenData" },
    messages: { type: "array", items: { $ref: "#/definitions/Message" } },
    links: { type: "array", items: { type: "string" } },
  },
};
const schema10 = {
  type: "object",
  additionalProperties: false,
  required: ["accessToken"],
  properties: { accessToken: { type: "string" } },
};
function validate26(
  data,
  { instancePath = "", parentData, parentDataProperty, rootData = data } = {},
) {
  let vErrors = null;
  let errors = 0;
  if (errors === 0) {
    if (data && typeof data == "object" && !Array.isArray(data)) {
      let missing0;
      if (data.accessToken === undefined && (missing0 = "accessToken")) {
        validate26.errors = [
          {
            instancePath,
            schemaPath: "#/required",
            keyword: "required",
            params: { missingProperty: missing0 },
            message: "must have required property '" + missing0 + "'",
          },
        ];
        return false;
      } else {
        const _errs1 = errors;
        for (const key0 in data) {
          if (!(key0 === "accessToken")) {
            validate26.errors = [
              {
                instancePath,
                schemaPath: "#/additionalProperties",
                keyword: "additionalProperties",
                params: { additionalProperty: key0 },
                message: "must NOT have additional properties",
              },
            ];
            return false;
            break;
          }
        }
        if (_errs1 === errors) {
          if (data.accessToken !== undefined) {
            if (typeof data.accessToken !== "string") {
              validate26.errors = [
                {
                  instancePath: instancePath + "/accessToken",
                  schemaPath: "#/properties/accessToken/type",
                  keyword: "type",
                  params: { type: "string" },
                  message: "must be string",
                },
              ];
              return false;
            }
          }
        }
      }
    } else {
      validate26.errors = [
        {
          instancePath,
          schemaPath: "#/type",
          keyword: "type",
          params: { type: "object" },
          message: "must be object",
        },
      ];
      return false;
    }
  }
  validate26.errors = vErrors;
  return errors === 0;
}
function validate25(
  data,
  { instancePath = "", parentData, parentDataProperty, rootData = data } = {},
) {
  let vErrors = null;
  let errors = 0;
  if (errors === 0) {
    if (data && typeof data == "object" && !Array.isArray(data)) {
      let missing0;
      if (
        (data.data === undefined && (missing0 = "data")) ||
        (data.messages === undefined && (missing0 = "messages")) ||
        (data.links === undefined && (missing0 = "links"))
      ) {
        validate25.errors = [
          {
            instancePath,
            schemaPath: "#/required",
            keyword: "required",
            params: { missingProperty: missing0 },
            message: "must have required property '" + missing0 + "'",
          },
        ];
        return false;
      } else {
        const _errs1 = errors;
        for (const key0 in data) {
          if (!(key0 === "data" || key0 === "messages" || key0 === "links")) {
            validate25.errors = [
              {
                instancePath,
                schemaPath: "#/additionalProperties",
                keyword: "additionalProperties",
                params: { additionalProperty: key0 },
                message: "must NOT have additional properties",
              },
            ];
            return false;
            break;
          }
        }
        if (_errs1 === errors) {
          if (data.data !== undefined) {
            const _errs2 = errors;
            if (
              !validate26(data.data, {
                instancePath: instancePath + "/data",
                parentData: data,
                parentDataProperty: "data",
                rootData,
              })
            ) {
              vErrors = vErrors === null ? validate26.errors : vErrors.concat(validate26.errors);
              errors = vErrors.length;
            }
            var valid0 = _errs2 === errors;
          } else {
            var valid0 = true;
          }
          if (valid0) {
            if (data.messages !== undefined) {
              let data1 = data.messages;
              const _errs3 = errors;
              if (errors === _errs3) {
                if (Array.isArray(data1)) {
                  var valid1 = true;
                  const len0 = data1.length;
                  for (let i0 = 0; i0 < len0; i0++) {
                    const _errs5 = errors;
                    if (
                      !validate23(data1[i0], {
                        instancePath: instancePath + "/messages/" + i0,
                        parentData: data1,
                        parentDataProperty: i0,
                        rootData,
                      })
                    ) {
                      vErrors =
                        vErrors === null ? validate23.errors : vErrors.concat(validate23.errors);
                      errors = vErrors.length;
                    }
                    var valid1 = _errs5 === errors;
                    if (!valid1) {
                      break;
                    }
                  }
                } else {
                  validate25.errors = [
                    {
                      instancePath: instancePath + "/messages",
                      schemaPath: "#/properties/messages/type",
                      keyword: "type",
                      params: { type: "array" },
                      message: "must be array",
                    },
                  ];
                  return false;
                }
              }
              var valid0 = _errs3 === errors;
            } else {
              var valid0 = true;
            }
            if (valid0) {
              if (data.links !== undefined) {
                let data3 = data.links;
                const _errs6 = errors;
                if (errors === _errs6) {
                  if (Array.isArray(data3)) {
                    var valid2 = true;
                    const len1 = data3.length;
                    for (let i1 = 0; i1 < len1; i1++) {
                      const _errs8 = errors;
                      if (typeof data3[i1] !== "string") {
                        validate25.errors = [
                          {
                            instancePath: instancePath + "/links/" + i1,
                            schemaPath: "#/properties/links/items/type",
                            keyword: "type",
                            params: { type: "string" },
                            message: "must be string",
                          },
                        ];
                        return false;
                      }
                      var valid2 = _errs8 === errors;
                      if (!valid2) {
                        break;
                      }
                    }
                  } else {
                    validate25.errors = [
                      {
                        instancePath: instancePath + "/links",
                        schemaPath: "#/properties/links/type",
                        keyword: "type",
                        params: { type: "array" },
                        message: "must be array",
                      },
                    ];
                    return false;
                  }
                }
                var valid0 = _errs6 === errors;
              } else {
                var valid0 = true;
              }
            }
          }
        }
      }
    } else {
      validate25.errors = [
        {
          instancePath,
          schemaPath: "#/type",
          keyword: "type",
          params: { type: "object" },
          message: "must be object",
        },
      ];
      return false;
    }
  }
  validate25.errors = vErrors;
  return errors === 0;
}
export const AsyncStatusResponse = validate29;
const schema11 = {
  type: "object",
  "x-document": true,
  additionalProperties: false,
  required: ["data", "messages", "links"],
  properties: {
    data: { $ref: "#/definitions/AsyncStatusData" },
    messages: { type: "array", items: { $ref: "#/definitions/Message" } },
    links: { type: "array", items: { type: "string" } },
  },
};
const schema12 = {
  type: "object",
  additionalProperties: false,
  required: [],
  properties: {
    operationState: { $ref: "#/definitions/OperationState" },
    additionalInfo: { $ref: "#/definitions/XmlContent" },
  },
};
const schema13 = {
  type: "object",
  additionalProperties: false,
  required: ["operation", "status"],
  properties: {
    operation: { $ref: "#/definitions/OperationName" },
    status: { $ref: "#/definitions/OperationStatus" },
    errorMessage: { type: "string" },
  },
};
const schema14 = { type: "string", enum: ["activate", "save", "verify", "restore", "backup"] };
function validate32(
  data,
  { instancePath = "", parentData, parentDataProperty, rootData = data } = {},
) {
  let vErrors = null;
  let errors = 0;
  if (typeof data !== "string") {
    validate32.errors = [
      {
        instancePath,
        schemaPath: "#/type",
        keyword: "type",
        params: { type: "string" },
        message: "must be string",
      },
    ];
    return false;
  }
  if (
    !(
      data === "activate" ||
      data === "save" ||
      data === "verify" ||
      data === "restore" ||
      data === "backup"
    )
  ) {
    validate32.errors = [
      {
        instancePath,
        schemaPath: "#/enum",
        keyword: "enum",
        params: { allowedValues: schema14.enum },
        message: "must be equal to one of the allowed values",
      },
    ];
    return false;
  }
  validate32.errors = vErrors;
  return errors === 0;
}
const schema15 = { type: "string", enum: ["inProgress", "success", "fail"] };
function validate34(
  data,
  { instancePath = "", parentData, parentDataProperty, rootData = data } = {},
) {
  let vErrors = null;
  let errors = 0;
  if (typeof data !== "string") {
    validate34.errors = [
      {
        instancePath,
        schemaPath: "#/type",
        keyword: "type",
        params: { type: "string" },
        message: "must be string",
      },
    ];
    return false;
  }
  if (!(data === "inProgress" || data === "success" || data === "fail")) {
    validate34.errors = [
      {
        instancePath,
        schemaPath: "#/enum",
        keyword: "enum",
        params: { allowedValues: schema15.enum },
        message: "must be equal to one of the allowed values",
      },
    ];
    return false;
  }
  validate34.errors = vErrors;
  return errors === 0;
}
function validate31(
  data,
  { instancePath = "", parentData, parentDataProperty, rootData = data } = {},
) {
  let vErrors = null;
  let errors = 0;
  if (errors === 0) {
    if (data && typeof data == "object" && !Array.isArray(data)) {
      let missing0;
      if (
        (data.operation === undefined && (missing0 = "operation")) ||
        (data.status === undefined && (missing0 = "status"))
      ) {
        validate31.errors = [
          {
            instancePath,
            schemaPath: "#/required",
            keyword: "required",
            params: { missingProperty: missing0 },
            message: "must have required property '" + missing0 + "'",
          },
        ];
        return false;
      } else {
        const _errs1 = errors;
        for (const key0 in data) {
          if (!(key0 === "operation" || key0 === "status" || key0 === "errorMessage")) {
            validate31.errors = [
              {
                instancePath,
                schemaPath: "#/additionalProperties",
                keyword: "additionalProperties",
                params: { additionalProperty: key0 },
                message: "must NOT have additional properties",
              },
            ];
            return false;
            break;
          }
        }
        if (_errs1 === errors) {
          if (data.operation !== undefined) {
            const _errs2 = errors;
            if (
              !validate32(data.operation, {
                instancePath: instancePath + "/operation",
                parentData: data,
                parentDataProperty: "operation",
                rootData,
              })
            ) {
              vErrors = vErrors === null ? validate32.errors : vErrors.concat(validate32.errors);
              errors = vErrors.length;
            }
            var valid0 = _errs2 === errors;
          } else {
            var valid0 = true;
          }
          if (valid0) {
            if (data.status !== undefined) {
              const _errs3 = errors;
              if (
                !validate34(data.status, {
                  instancePath: instancePath + "/status",
                  parentData: data,
                  parentDataProperty: "status",
                  rootData,
                })
              ) {
                vErrors = vErrors === null ? validate34.errors : vErrors.concat(validate34.errors);
                errors = vErrors.length;
              }
              var valid0 = _errs3 === errors;
            } else {
              var valid0 = true;
            }
            if (valid0) {
              if (data.errorMessage !== undefined) {
                const _errs4 = errors;
                if (typeof data.errorMessage !== "string") {
                  validate31.errors = [
                    {
                      instancePath: instancePath + "/errorMessage",
                      schemaPath: "#/properties/errorMessage/type",
                      keyword: "type",
                      params: { type: "string" },
                      message: "must be string",
                    },
                  ];
                  return false;
                }
                var valid0 = _errs4 === errors;
              } else {
                var valid0 = true;
              }
            }
          }
        }
      }
    } else {
      validate31.errors = [
        {
          instancePath,
          schemaPath: "#/type",
          keyword: "type",
          params: { type: "object" },
          message: "must be object",
        },
      ];
      return false;
    }
  }
  validate31.errors = vErrors;
  return errors === 0;
}
const schema16 = {
  type: "object",
  additionalProperties: false,
  properties: {
    attributes: { type: "object", minProperties: 1, additionalProperties: { type: "string" } },
    text: { type: "string", pattern: "[\\s\\S]" },
    elements: { type: "array", minItems: 1, items: { $ref: "#/definitions/XmlElement" } },
  },
  $comment: "White space beside elements is layout, not text.",
  if: { properties: { elements: true }, required: ["elements"] },
  then: { properties: { text: { type: "string", pattern: "[^ \\t\\r\\n]" } } },
};
const pattern0 = new RegExp("[^ \\t\\r\\n]", "u");
const pattern1 = new RegExp("[\\s\\S]", "u");
const schema17 = {
  type: "object",
  additionalProperties: false,
  required: ["name"],
  properties: {
    name: { type: "string" },
    attributes: { type: "object", minProperties: 1, additionalProperties: { type: "string" } },
    text: { type: "string", pattern: "[\\s\\S]" },
    elements: { type: "array", minItems: 1, items: { $ref: "#/definitions/XmlElement" } },
  },
  $comment: "White space beside elements is layout, not text.",
  if: { properties: { elements: true }, required: ["elements"] },
  then: { properties: { text: { type: "string", pattern: "[^ \\t\\r\\n]" } } },
};
const wrapper0 = { validate: validate38 };
function validate38(
  data,
  { instancePath = "", parentData, parentDataProperty, rootData = data } = {},
) {
  let vErrors = null;
  let errors = 0;
  const _errs2 = errors;
  let valid0 = true;
  const _errs3 = errors;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    let missing0;
    if (data.elements === undefined && (missing0 = "elements")) {
      const err0 = {};
      if (vErrors === null) {
        vErrors = [err0];
      } else {
        vErrors.push(err0);
      }
      errors++;
    }
  }
  var _valid0 = _errs3 === errors;
  errors = _errs2;
  if (vErrors !== null) {
    if (_errs2) {
      vErrors.length = _errs2;
    } else {
      vErrors = null;
    }
  }
  if (_valid0) {
    const _errs4 = errors;
    if (data && typeof data == "object" && !Array.isArray(data)) {
      if (data.text !== undefined) {
        let data0 = data.text;
        const _errs5 = errors;
        if (errors === _errs5) {
          if (typeof data0 === "string") {
            if (!pattern0.test(data0)) {
              validate38.errors = [
                {
                  instancePath: instancePath + "/text",
                  schemaPath: "#/then/properties/text/pattern",
                  keyword: "pattern",
                  params: { pattern: "[^ \\t\\r\\n]" },
                  message: 'must match pattern "' + "[^ \\t\\r\\n]" + '"',
                },
              ];
              return false;
            }
          } else {
            validate38.errors = [
              {
                instancePath: instancePath + "/text",
                schemaPath: "#/then/properties/text/type",
                keyword: "type",
                params: { type: "string" },
                message: "must be string",
              },
            ];
            return false;
          }
        }
      }
    }
    var _valid0 = _errs4 === errors;
    valid0 = _valid0;
  }
  if (!valid0) {
    const err1 = {
      instancePath,
      schemaPath: "#/if",
      keyword: "if",
      params: { failingKeyword: "then" },
      message: 'must match "then" schema',
    };
    if (vErrors === null) {
      vErrors = [err1];
    } else {
      vErrors.push(err1);
    }
    errors++;
    validate38.errors = vErrors;
    return false;
  }
  if (errors === 0) {
    if (data && typeof data == "object" && !Array.isArray(data)) {
      let missing1;
      if (data.name === undefined && (missing1 = "name")) {
        validate38.errors = [
          {
            instancePath,
            schemaPath: "#/required",
            keyword: "required",
            params: { missingProperty: missing1 },
            message: "must have required property '" + missing1 + "'",
          },
        ];
        return false;
      } else {
        const _errs7 = errors;
        for (const key0 in data) {
          if (
            !(key0 === "name" || key0 === "attributes" || key0 === "text" || key0 === "elements")
          ) {
            validate38.errors = [
              {
                instancePath,
                schemaPath: "#/additionalProperties",
                keyword: "additionalProperties",
                params: { additionalProperty: key0 },
                message: "must NOT have additional properties",
              },
            ];
            return false;
            break;
          }
        }
        if (_errs7 === errors) {
          if (data.name !== undefined) {
            const _errs8 = errors;
            if (typeof data.name !== "string") {
              validate38.errors = [
                {
                  instancePath: instancePath + "/name",
                  schemaPath: "#/properties/name/type",
                  keyword: "type",
                  params: { type: "string" },
                  message: "must be string",
                },
              ];
              return false;
            }
            var valid2 = _errs8 === errors;
          } else {
            var valid2 = true;
          }
          if (valid2) {
            if (data.attributes !== undefined) {
              let data2 = data.attributes;
              const _errs10 = errors;
              if (errors === _errs10) {
                if (data2 && typeof data2 == "object" && !Array.isArray(data2)) {
                  if (Object.keys(data2).length < 1) {
                    validate38.errors = [
                      {
                        instancePath: instancePath + "/attributes",
                        schemaPath: "#/properties/attributes/minProperties",
                        keyword: "minProperties",
                        params: { limit: 1 },
                        message: "must NOT have fewer than 1 properties",
                      },
                    ];
                    return false;
                  } else {
                    for (const key1 in data2) {
                      const _errs13 = errors;
                      if (typeof data2[key1] !== "string") {
                        validate38.errors = [
                          {
                            instancePath:
                              instancePath +
                              "/attributes/" +
                              key1.replace(/~/g, "~0").replace(/\//g, "~1"),
                            schemaPath: "#/properties/attributes/additionalProperties/type",
                            keyword: "type",
                            params: { type: "string" },
                            message: "must be string",
                          },
                        ];
                        return false;
                      }
                      var valid3 = _errs13 === errors;
                      if (!valid3) {
                        break;
                      }
                    }
                  }
                } else {
                  validate38.errors = [
                    {
                      instancePath: instancePath + "/attributes",
                      schemaPath: "#/properties/attributes/type",
                      keyword: "type",
                      params: { type: "object" },
                      message: "must be object",
                    },
                  ];
                  return false;
                }
              }
              var valid2 = _errs10 === errors;
            } else {
              var valid2 = true;
            }
            if (valid2) {
              if (data.text !== undefined) {
                let data4 = data.text;
                const _errs15 = errors;
                if (errors === _errs15) {
                  if (typeof data4 === "string") {
                    if (!pattern1.test(data4)) {
                      validate38.errors = [
                        {
                          instancePath: instancePath + "/text",
                          schemaPath: "#/properties/text/pattern",
                          keyword: "pattern",
                          params: { pattern: "[\\s\\S]" },
                          message: 'must match pattern "' + "[\\s\\S]" + '"',
                        },
                      ];
                      return false;
                    }
                  } else {
                    validate38.errors = [
                      {
                        instancePath: instancePath + "/text",
                        schemaPath: "#/properties/text/type",
                        keyword: "type",
                        params: { type: "string" },
                        message: "must be string",
                      },
                    ];
                    return false;
                  }
                }
                var valid2 = _errs15 === errors;
              } else {
                var valid2 = true;
              }
              if (valid2) {
                if (data.elements !== undefined) {
                  let data5 = data.elements;
                  const _errs17 = errors;
                  if (errors === _errs17) {
                    if (Array.isArray(data5)) {
                      if (data5.length < 1) {
                        validate38.errors = [
                          {
                            instancePath: instancePath + "/elements",
                            schemaPath: "#/properties/elements/minItems",
                            keyword: "minItems",
                            params: { limit: 1 },
                            message: "must NOT have fewer than 1 items",
                          },
                        ];
                        return false;
                      } else {
                        var valid4 = true;
                        const len0 = data5.length;
                        for (let i0 = 0; i0 < len0; i0++) {
                          const _errs19 = errors;
                          if (
                            !wrapper0.validate(data5[i0], {
                              instancePath: instancePath + "/elements/" + i0,
                              parentData: data5,
                              parentDataProperty: i0,
                              rootData,
                            })
                          ) {
                            vErrors =
                              vErrors === null
                                ? wrapper0.validate.errors
                                : vErrors.concat(wrapper0.validate.errors);
                            errors = vErrors.length;
                          }
                          var valid4 = _errs19 === errors;
                          if (!valid4) {
                            break;
                          }
                        }
                      }
                    } else {
                      validate38.errors = [
                        {
                          instancePath: instancePath + "/elements",
                          schemaPath: "#/properties/elements/type",
                          keyword: "type",
                          params: { type: "array" },
                          message: "must be array",
                        },
                      ];
                      return false;
                    }
                  }
                  var valid2 = _errs17 === errors;
                } else {
                  var valid2 = true;
                }
              }
            }
          }
        }
      }
    } else {
      validate38.errors = [
        {
          instancePath,
          schemaPath: "#/type",
          keyword: "type",
          params: { type: "object" },
          message: "must be object",
        },
      ];
      return false;
    }
  }
  validate38.errors = vErrors;
  return errors === 0;
}
function validate37(
  data,
  { instancePath = "", parentData, parentDataProperty, rootData = data } = {},
) {
  let vErrors = null;
  let errors = 0;
  const _errs2 = errors;
  let valid0 = true;
  const _errs3 = errors;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    let missing0;
    if (data.elements === undefined && (missing0 = "elements")) {
      const err0 = {};
      if (vErrors === null) {
        vErrors = [err0];
      } else {
        vErrors.push(err0);
      }
      errors++;
    }
  }
  var _valid0 = _errs3 === errors;
  errors = _errs2;
  if (vErrors !== null) {
    if (_errs2) {
      vErrors.length = _errs2;
    } else {
      vErrors = null;
    }
  }
  if (_valid0) {
    const _errs4 = errors;
    if (data && typeof data == "object" && !Array.isArray(data)) {
      if (data.text !== undefined) {
        let data0 = data.text;
        const _errs5 = errors;
        if (errors === _errs5) {
          if (typeof data0 === "string") {
            if (!pattern0.test(data0)) {
              validate37.errors = [
                {
                  instancePath: instancePath + "/text",
                  schemaPath: "#/then/properties/text/pattern",
                  keyword: "pattern",
                  params: { pattern: "[^ \\t\\r\\n]" },
                  message: 'must match pattern "' + "[^ \\t\\r\\n]" + '"',
                },
              ];
              return false;
            }
          } else {
            validate37.errors = [
              {
                instancePath: instancePath + "/text",
                schemaPath: "#/then/properties/text/type",
                keyword: "type",
                params: { type: "string" },
                message: "must be string",
              },
            ];
            return false;
          }
        }
      }
    }
    var _valid0 = _errs4 === errors;
    valid0 = _valid0;
  }
  if (!valid0) {
    const err1 = {
      instancePath,
      schemaPath: "#/if",
      keyword: "if",
      params: { failingKeyword: "then" },
      message: 'must match "then" schema',
    };
    if (vErrors === null) {
      vErrors = [err1];
    } else {
      vErrors.push(err1);
    }
    errors++;
    validate37.errors = vErrors;
    return false;
  }
  if (errors === 0) {
    if (data && typeof data == "object" && !Array.isArray(data)) {
      const _errs7 = errors;
      for (const key0 in data) {
        if (!(key0 === "attributes" || key0 === "text" || key0 === "elements")) {
          validate37.errors = [
            {
              instancePath,
              schemaPath: "#/additionalProperties",
              keyword: "additionalProperties",
              params: { additionalProperty: key0 },
              message: "must NOT have additional properties",
            },
          ];
          return false;
          break;
        }
      }
      if (_errs7 === errors) {
        if (data.attributes !== undefined) {
          let data1 = data.attributes;
          const _errs8 = errors;
          if (errors === _errs8) {
            if (data1 && typeof data1 == "object" && !Array.isArray(data1)) {
              if (Object.keys(data1).length < 1) {
                validate37.errors = [
                  {
                    instancePath: instancePath + "/attributes",
                    schemaPath: "#/properties/attributes/minProperties",
                    keyword: "minProperties",
                    params: { limit: 1 },
                    message: "must NOT have fewer than 1 properties",
                  },
                ];
                return false;
              } else {
                for (const key1 in data1) {
                  const _errs11 = errors;
                  if (typeof data1[key1] !== "string") {
                    validate37.errors = [
                      {
                        instancePath:
                          instancePath +
                          "/attributes/" +
                          key1.replace(/~/g, "~0").replace(/\//g, "~1"),
                        schemaPath: "#/properties/attributes/additionalProperties/type",
                        keyword: "type",
                        params: { type: "string" },
                        message: "must be string",
                      },
                    ];
                    return false;
                  }
                  var valid3 = _errs11 === errors;
                  if (!valid3) {
                    break;
                  }
                }
              }
            } else {
              validate37.errors = [
                {
                  instancePath: instancePath + "/attributes",
                  schemaPath: "#/properties/attributes/type",
                  keyword: "type",
                  params: { type: "object" },
                  message: "must be object",
                },
              ];
              return false;
            }
          }
          var valid2 = _errs8 === errors;
        } else {
          var valid2 = true;
        }
        if (valid2) {
          if (data.text !== undefined) {
            let data3 = data.text;
            const _errs13 = errors;
            if (errors === _errs13) {
              if (typeof data3 === "string") {
                if (!pattern1.test(data3)) {
                  validate37.errors = [
                    {
                      instancePath: instancePath + "/text",
                      schemaPath: "#/properties/text/pattern",
                      keyword: "pattern",
                      params: { pattern: "[\\s\\S]" },
                      message: 'must match pattern "' + "[\\s\\S]" + '"',
                    },
                  ];
                  return false;
                }
              } else {
                validate37.errors = [
                  {
                    instancePath: instancePath + "/text",
                    schemaPath: "#/properties/text/type",
                    keyword: "type",
                    params: { type: "string" },
                    message: "must be string",
                  },
                ];
                return false;
              }
            }
            var valid2 = _errs13 === errors;
          } else {
            var valid2 = true;
          }
          if (valid2) {
            if (data.elements !== undefined) {
              let data4 = data.elements;
              const _errs15 = errors;
              if (errors === _errs15) {
                if (Array.isArray(data4)) {
                  if (data4.length < 1) {
                    validate37.errors = [
                      {
                        instancePath: instancePath + "/elements",
                        schemaPath: "#/properties/elements/minItems",
                        keyword: "minItems",
                        params: { limit: 1 },
                        message: "must NOT have fewer than 1 items",
                      },
                    ];
                    return false;
                  } else {
                    var valid4 = true;
                    const len0 = data4.length;
                    for (let i0 = 0; i0 < len0; i0++) {
                      const _errs17 = errors;
                      if (
                        !validate38(data4[i0], {
                          instancePath: instancePath + "/elements/" + i0,
                          parentData: data4,
                          parentDataProperty: i0,
                          rootData,
                        })
                      ) {
                        vErrors =
                          vErrors === null ? validate38.errors : vErrors.concat(validate38.errors);
                        errors = vErrors.length;
                      }
                      var valid4 = _errs17 === errors;
                      if (!valid4) {
                        break;
                      }
                    }
                  }
                } else {
                  validate37.errors = [
                    {
                      instancePath: instancePath + "/elements",
                      schemaPath: "#/properties/elements/type",
                      keyword: "type",
                      params: { type: "array" },
                      message: "must be array",
                    },
                  ];
                  return false;
                }
              }
              var valid2 = _errs15 === errors;
            } else {
              var valid2 = true;
            }
          }
        }
      }
    } else {
      validate37.errors = [
        {
          instancePath,
          schemaPath: "#/type",
          keyword: "type",
          params: { type: "object" },
          message: "must be object",
        },
      ];
      return false;
    }
  }
  validate37.errors = vErrors;
  return errors === 0;
}
function validate30(
  data,
  { instancePath = "", parentData, parentDataProperty, rootData = data } = {},
) {
  let vErrors = null;
  let errors = 0;
  if (errors === 0) {
    if (data && typeof data == "object" && !Array.isArray(data)) {
      const _errs1 = errors;
      for (const key0 in data) {
        if (!(key0 === "operationState" || key0 === "additionalInfo")) {
          validate30.errors = [
            {
              instancePath,
              schemaPath: "#/additionalProperties",
              keyword: "additionalProperties",
              params: { additionalProperty: key0 },
              message: "must NOT have additional properties",
            },
          ];
          return false;
          break;
        }
      }
      if (_errs1 === errors) {
        if (data.operationState !== undefined) {
          const _errs2 = errors;
          if (
            !validate31(data.operationState, {
              instancePath: instancePath + "/operationState",
              parentData: data,
              parentDataProperty: "operationState",
              rootData,
            })
          ) {
            vErrors = vErrors === null ? validate31.errors : vErrors.concat(validate31.errors);
            errors = vErrors.length;
          }
          var valid0 = _errs2 === errors;
        } else {
          var valid0 = true;
        }
        if (valid0) {
          if (data.additionalInfo !== undefined) {
            const _errs3 = errors;
            if (
              !validate37(data.additionalInfo, {
                instancePath: instancePath + "/additionalInfo",
                parentData: data,
                parentDataProperty: "additionalInfo",
                rootData,
              })
            ) {
              vErrors = vErrors === null ? validate37.errors : vErrors.concat(validate37.errors);
              errors = vErrors.length;
            }
            var valid0 = _errs3 === errors;
          } else {
            var valid0 = true;
          }
        }
      }
    } else {
      validate30.errors = [
        {
          instancePath,
          schemaPath: "#/type",
          keyword: "type",
          params: { type: "object" },
          message: "must be object",
        },
      ];
      return false;
    }
  }
  validate30.errors = vErrors;
  return errors === 0;
}
function validate29(
  data,
  { instancePath = "", parentData, parentDataProperty, rootData = data } = {},
) {
  let vErrors = null;
  let errors = 0;
  if (errors === 0) {
    if (data && typeof data == "object" && !Array.isArray(data)) {
      let missing0;
      if (
        (data.data === undefined && (missing0 = "data")) ||
        (data.messages === undefined && (missing0 = "messages")) ||
        (data.links === undefined && (missing0 = "links"))
      ) {
        validate29.errors = [
          {
            instancePath,
            schemaPath: "#/required",
            keyword: "required",
            params: { missingProperty: missing0 },
            message: "must have required property '" + missing0 + "'",
          },
        ];
        return false;
      } else {
        const _errs1 = errors;
        for (const key0 in data) {
          if (!(key0 === "data" || key0 === "messages" || key0 === "links")) {
            validate29.errors = [
              {
                instancePath,
                schemaPath: "#/additionalProperties",
                keyword: "additionalProperties",
                params: { additionalProperty: key0 },
                message: "must NOT have additional properties",
              },
            ];
            return false;
            break;
          }
        }
        if (_errs1 === errors) {
          if (data.data !== undefined) {
            const _errs2 = errors;
            if (
              !validate30(data.data, {
                instancePath: instancePath + "/data",
                parentData: data,
                parentDataProperty: "data",
                rootData,
              })
            ) {
              vErrors = vErrors === null ? validate30.errors : vErrors.concat(validate30.errors);
              errors = vErrors.length;
            }
            var valid0 = _errs2 === errors;
          } else {
            var valid0 = true;
          }
          if (valid0) {
            if (data.messages !== undefined) {
              let data1 = data.messages;
              const _errs3 = errors;
              if (errors === _errs3) {
                if (Array.isArray(data1)) {
                  var valid1 = true;
                  const len0 = data1.length;
                  for (let i0 = 0; i0 < len0; i0++) {
                    const _errs5 = errors;
                    if (
                      !validate23(data1[i0], {
                        instancePath: instancePath + "/messages/" + i0,
                        parentData: data1,
                        parentDataProperty: i0,
                        rootData,
                      })
                    ) {
                      vErrors =
                        vErrors === null ? validate23.errors : vErrors.concat(validate23.errors);
                      errors = vErrors.length;
                    }
                    var valid1 = _errs5 === errors;
                    if (!valid1) {
                      break;
                    }
                  }
                } else {
                  validate29.errors = [
                    {
                      instancePath: instancePath + "/messages",
                      schemaPath: "#/properties/messages/type",
                      keyword: "type",
                      params: { type: "array" },
                      message: "must be array",
                    },
                  ];
                  return false;
                }
              }
              var valid0 = _errs3 === errors;
            } else {
              var valid0 = true;
            }
            if (valid0) {
              if (data.links !== undefined) {
                let data3 = data.links;
                const _errs6 = errors;
                if (errors === _errs6) {
                  if (Array.isArray(data3)) {
                    var valid2 = true;
                    const len1 = data3.length;
                    for (let i1 = 0; i1 < len1; i1++) {
                      const _errs8 = errors;
                      if (typeof data3[i1] !== "string") {
                        validate29.errors = [
                          {
                            instancePath: instancePath + "/links/" + i1,
                            schemaPath: "#/properties/links/items/type",
                            keyword: "type",
                            params: { type: "string" },
                            message: "must be string",
                          },
                        ];
                        return false;
                      }
                      var valid2 = _errs8 === errors;
                      if (!valid2) {
                        break;
                      }
                    }
                  } else {
                    validate29.errors = [
                      {
                        instancePath: instancePath + "/links",
                        schemaPath: "#/properties/links/type",
                        keyword: "type",
                        params: { type: "array" },
                        message: "must be array",
                      },
                    ];
                    return false;
                  }
                }
                var valid0 = _errs6 === errors;
              } else {
                var valid0 = true;
              }
            }
          }
        }
      }
    } else {
      validate29.errors = [
        {
          instancePath,
          schemaPath: "#/type",
          keyword: "type",
          params: { type: "object" },
          message: "must be object",
        },
      ];
      return false;
    }
  }
  validate29.errors = vErrors;
  return errors === 0;
}
export const ConfigElement = validate43;
const schema18 = {
  type: "object",
  "x-document": true,
  additionalProperties: false,
  required: ["elementType", "attributes", "subElements"],
  properties: {
    elementType: { type: "string" },
    attributes: { type: "array", items: { $ref: "#/definitions/ElementAttribute" } },
    subElements: { type: "array", items: { $ref: "#/definitions/SubElement" } },
  },
};
const schema19 = {
  type: "object",
  additionalProperties: false,
  required: ["name", "values"],
  properties: { name: { type: "string" }, values: { type: "array", items: { type: "string" } } },
};
function validate44(
  data,
  { instancePath = "", parentData, parentDataProperty, rootData = data } = {},
) {
  let vErrors = null;
  let errors = 0;
  if (errors === 0) {
    if (data && typeof data == "object" && !Array.isArray(data)) {
      let missing0;
      if (
        (data.name === undefined && (missing0 = "name")) ||
        (data.values === undefined && (missing0 = "values"))
      ) {
        validate44.errors = [
          {
            instancePath,
            schemaPath: "#/required",
            keyword: "required",
            params: { missingProperty: missing0 },
            message: "must have required property '" + missing0 + "'",
          },
        ];
        return false;
      } else {
        const _errs1 = errors;
        for (const key0 in data) {
          if (!(key0 === "name" || key0 === "values")) {
            validate44.errors = [
              {
                instancePath,
                schemaPath: "#/additionalProperties",
                keyword: "additionalProperties",
                params: { additionalProperty: key0 },
                message: "must NOT have additional properties",
              },
            ];
            return false;
            break;
          }
        }
        if (_errs1 === errors) {
          if (data.name !== undefined) {
            const _errs2 = errors;
            if (typeof data.name !== "string") {
              validate44.errors = [
                {
                  instancePath: instancePath + "/name",
                  schemaPath: "#/properties/name/type",
                  keyword: "type",
                  params: { type: "string" },
                  message: "must be string",
                },
              ];
              return false;
            }
            var valid0 = _errs2 === errors;
          } else {
            var valid0 = true;
          }
          if (valid0) {
            if (data.values !== undefined) {
              let data1 = data.values;
              const _errs4 = errors;
              if (errors === _errs4) {
                if (Array.isArray(data1)) {
                  var valid1 = true;
                  const len0 = data1.length;
                  for (let i0 = 0; i0 < len0; i0++) {
                    const _errs6 = errors;
                    if (typeof data1[i0] !== "string") {
                      validate44.errors = [
                        {
                          instancePath: instancePath + "/values/" + i0,
                          schemaPath: "#/properties/values/items/type",
                          keyword: "type",
                          params: { type: "string" },
                          message: "must be string",
                        },
                      ];
                      return false;
                    }
                    var valid1 = _errs6 === errors;
                    if (!valid1) {
                      break;
                    }
                  }
                } else {
                  validate44.errors = [
                    {
                      instancePath: instancePath + "/values",
                      schemaPath: "#/properties/values/type",
                      keyword: "type",
                      params: { type: "array" },
                      message: "must be array",
                    },
                  ];
                  return false;
                }
              }
              var valid0 = _errs4 === errors;
            } else {
              var valid0 = true;
            }
          }
        }
      }
    } else {
      validate44.errors = [
        {
          instancePath,
          schemaPath: "#/type",
          keyword: "type",
          params: { type: "object" },
          message: "must be object",
        },
      ];
      return false;
    }
  }
  validate44.errors = vErrors;
  return errors === 0;
}
const schema20 = {
  type: "object",
  additionalProperties: false,
  required: ["attributes", "subElements"],
  properties: {
    elementType: { type: "string" },
    attributes: { type: "array", items: { $ref: "#/definitions/ElementAttribute" } },
    subElements: { type: "array", items: { $ref: "#/definitions/SubElement" } },
  },
};
const wrapper1 = { validate: validate46 };
function validate46(
  data,
  { instancePath = "", parentData, parentDataProperty, rootData = data } = {},
) {
  let vErrors = null;
  let errors = 0;
  if (errors === 0) {
    if (data && typeof data == "object" && !Array.isArray(data)) {
      let missing0;
      if (
        (data.attributes === undefined && (missing0 = "attributes")) ||
        (data.subElements === undefined && (missing0 = "subElements"))
      ) {
        validate46.errors = [
          {
            instancePath,
            schemaPath: "#/required",
            keyword: "required",
            params: { missingProperty: missing0 },
            message: "must have required property '" + missing0 + "'",
          },
        ];
        return false;
      } else {
        const _errs1 = errors;
        for (const key0 in data) {
          if (!(key0 === "elementType" || key0 === "attributes" || key0 === "subElements")) {
            validate46.errors = [
              {
                instancePath,
                schemaPath: "#/additionalProperties",
                keyword: "additionalProperties",
                params: { additionalProperty: key0 },
                message: "must NOT have additional properties",
              },
            ];
            return false;
            break;
          }
        }
        if (_errs1 === errors) {
          if (data.elementType !== undefined) {
            const _errs2 = errors;
            if (typeof data.elementType !== "string") {
              validate46.errors = [
                {
                  instancePath: instancePath + "/elementType",
                  schemaPath: "#/properties/elementType/type",
                  keyword: "type",
                  params: { type: "string" },
                  message: "must be string",
                },
              ];
              return false;
            }
            var valid0 = _errs2 === errors;
          } else {
            var valid0 = true;
          }
          if (valid0) {
            if (data.attributes !== undefined) {
              let data1 = data.attributes;
              const _errs4 = errors;
              if (errors === _errs4) {
                if (Array.isArray(data1)) {
                  var valid1 = true;
                  const len0 = data1.length;
                  for (let i0 = 0; i0 < len0; i0++) {
                    const _errs6 = errors;
                    if (
                      !validate44(data1[i0], {
                        instancePath: instancePath + "/attributes/" + i0,
                        parentData: data1,
                        parentDataProperty: i0,
                        rootData,
                      })
                    ) {
                      vErrors =
                        vErrors === null ? validate44.errors : vErrors.concat(validate44.errors);
                      errors = vErrors.length;
                    }
                    var valid1 = _errs6 === errors;
                    if (!valid1) {
                      break;
                    }
                  }
                } else {
                  validate46.errors = [
                    {
                      instancePath: instancePath + "/attributes",
                      schemaPath: "#/properties/attributes/type",
                      keyword: "type",
                      params: { type: "array" },
                      message: "must be array",
                    },
                  ];
                  return false;
                }
              }
              var valid0 = _errs4 === errors;
            } else {
              var valid0 = true;
            }
            if (valid0) {
              if (data.subElements !== undefined) {
                let data3 = data.subElements;
                const _errs7 = errors;
                if (errors === _errs7) {
                  if (Array.isArray(data3)) {
                    var valid2 = true;
                    const len1 = data3.length;
                    for (let i1 = 0; i1 < len1; i1++) {
                      const _errs9 = errors;
                      if (
                        !wrapper1.validate(data3[i1], {
                          instancePath: instancePath + "/subElements/" + i1,
                          parentData: data3,
                          parentDataProperty: i1,
                          rootData,
                        })
                      ) {
                        vErrors =
                          vErrors === null
                            ? wrapper1.validate.errors
                            : vErrors.concat(wrapper1.validate.errors);
                        errors = vErrors.length;
                      }
                      var valid2 = _errs9 === errors;
                      if (!valid2) {
                        break;
                      }
                    }
                  } else {
                    validate46.errors = [
                      {
                        instancePath: instancePath + "/subElements",
                        schemaPath: "#/properties/subElements/type",
                        keyword: "type",
                        params: { type: "array" },
                        message: "must be array",
                      },
                    ];
                    return false;
                  }
                }
                var valid0 = _errs7 === errors;
              } else {
                var valid0 = true;
              }
            }
          }
        }
      }
    } else {
      validate46.errors = [
        {
          instancePath,
          schemaPath: "#/type",
          keyword: "type",
          params: { type: "object" },
          message: "must be object",
        },
      ];
      return false;
    }
  }
  validate46.errors = vErrors;
  return errors === 0;
}
function validate43(
  data,
  { instancePath = "", parentData, parentDataProperty, rootData = data } = {},
) {
  let vErrors = null;
  let errors = 0;
  if (errors === 0) {
    if (data && typeof data == "object" && !Array.isArray(data)) {
      let missing0;
      if (
        (data.elementType === undefined && (missing0 = "elementType")) ||
        (data.attributes === undefined && (missing0 = "attributes")) ||
        (data.subElements === undefined && (missing0 = "subElements"))
      ) {
        validate43.errors = [
          {
            instancePath,
            schemaPath: "#/required",
            keyword: "required",
            params: { missingProperty: missing0 },
            message: "must have required property '" + missing0 + "'",
          },
        ];
        return false;
      } else {
        const _errs1 = errors;
        for (const key0 in data) {
          if (!(key0 === "elementType" || key0 === "attributes" || key0 === "subElements")) {
            validate43.errors = [
              {
                instancePath,
                schemaPath: "#/additionalProperties",
                keyword: "additionalProperties",
                params: { additionalProperty: key0 },
                message: "must NOT have additional properties",
              },
            ];
            return false;
            break;
          }
        }
        if (_errs1 === errors) {
          if (data.elementType !== undefined) {
            const _errs2 = errors;
            if (typeof data.elementType !== "string") {
              validate43.errors = [
                {
                  instancePath: instancePath + "/elementType",
                  schemaPath: "#/properties/elementType/type",
                  keyword: "type",
                  params: { type: "string" },
                  message: "must be string",
                },
              ];
              return false;
            }
            var valid0 = _errs2 === errors;
          } else {
            var valid0 = true;
          }
          if (valid0) {
            if (data.attributes !== undefined) {
              let data1 = data.attributes;
              const _errs4 = errors;
              if (errors === _errs4) {
                if (Array.isArray(data1)) {
                  var valid1 = true;
                  const len0 = data1.length;
                  for (let i0 = 0; i0 < len0; i0++) {
                    const _errs6 = errors;
                    if (
                      !validate44(data1[i0], {
                        instancePath: instancePath + "/attributes/" + i0,
                        parentData: data1,
                        parentDataProperty: i0,
                        rootData,
                      })
                    ) {
                      vErrors =
                        vErrors === null ? validate44.errors : vErrors.concat(validate44.errors);
                      errors = vErrors.length;
                    }
                    var valid1 = _errs6 === errors;
                    if (!valid1) {
                      break;
                    }
                  }
                } else {
                  validate43.errors = [
                    {
                      instancePath: instancePath + "/attributes",
                      schemaPath: "#/properties/attributes/type",
                      keyword: "type",
                      params: { type: "array" },
                      message: "must be array",
                    },
                  ];
                  return false;
                }
              }
              var valid0 = _errs4 === errors;
            } else {
              var valid0 = true;
            }
            if (valid0) {
              if (data.subElements !== undefined) {
                let data3 = data.subElements;
                const _errs7 = errors;
                if (errors === _errs7) {
                  if (Array.isArray(data3)) {
                    var valid2 = true;
                    const len1 = data3.length;
                    for (let i1 = 0; i1 < len1; i1++) {
                      const _errs9 = errors;
                      if (
                        !validate46(data3[i1], {
                          instancePath: instancePath + "/subElements/" + i1,
                          parentData: data3,
                          parentDataProperty: i1,
                          rootData,
                        })
                      ) {
                        vErrors =
                          vErrors === null ? validate46.errors : vErrors.concat(validate46.errors);
                        errors = vErrors.length;
                      }
                      var valid2 = _errs9 === errors;
                      if (!valid2) {
                        break;
                      }
                    }
                  } else {
                    validate43.errors = [
                      {
                        instancePath: instancePath + "/subElements",
                        schemaPath: "#/properties/subElements/type",
                        keyword: "type",
                        params: { type: "array" },
                        message: "must be array",
                      },
                    ];
                    return false;
                  }
                }
                var valid0 = _errs7 === errors;
              } else {
                var valid0 = true;
              }
            }
          }
        }
      }
    } else {
      validate43.errors = [
        {
          instancePath,
          schemaPath: "#/type",
          keyword: "type",
          params: { type: "object" },
          message: "must be object",
        },
      ];
      return false;
    }
  }
  validate43.errors = vErrors;
  return errors === 0;
}
export const ConfigElementsResponse = validate49;
const schema21 = {
  type: "object",
  "x-document": true,
  additionalProperties: false,
  required: ["data", "messages", "links"],
  properties: {
    data: { type: "array", items: { $ref: "#/definitions/ConfigElement" } },
    messages: { type: "array", items: { $ref: "#/definitions/Message" } },
    links: { type: "array", items: { type: "string" } },
  },
};
function validate49(
  data,
  { instancePath = "", parentData, parentDataProperty, rootData = data } = {},
) {
  let vErrors = null;
  let errors = 0;
  if (errors === 0) {
    if (data && typeof data == "object" && !Array.isArray(data)) {
      let missing0;
      if (
        (data.data === undefined && (missing0 = "data")) ||
        (data.messages === undefined && (missing0 = "messages")) ||
        (data.links === undefined && (missing0 = "links"))
      ) {
        validate49.errors = [
          {
            instancePath,
            schemaPath: "#/required",
            keyword: "required",
            params: { missingProperty: missing0 },
            message: "must have required property '" + missing0 + "'",
          },
        ];
        return false;
      } else {
        const _errs1 = errors;
        for (const key0 in data) {
          if (!(key0 === "data" || key0 === "messages" || key0 === "links")) {
            validate49.errors = [
              {
                instancePath,
                schemaPath: "#/additionalProperties",
                keyword: "additionalProperties",
                params: { additionalProperty: key0 },
                message: "must NOT have additional properties",
              },
            ];
            return false;
            break;
          }
        }
        if (_errs1 === errors) {
          if (data.data !== undefined) {
            let data0 = data.data;
            const _errs2 = errors;
            if (errors === _errs2) {
              if (Array.isArray(data0)) {
                var valid1 = true;
                const len0 = data0.length;
                for (let i0 = 0; i0 < len0; i0++) {
                  const _errs4 = errors;
                  if (
                    !validate43(data0[i0], {
                      instancePath: instancePath + "/data/" + i0,
                      parentData: data0,
                      parentDataProperty: i0,
                      rootData,
                    })
                  ) {
                    vErrors =
                      vErrors === null ? validate43.errors : vErrors.concat(validate43.errors);
                    errors = vErrors.length;
                  }
                  var valid1 = _errs4 === errors;
                  if (!valid1) {
                    break;
                  }
                }
              } else {
                validate49.errors = [
                  {
                    instancePath: instancePath + "/data",
                    schemaPath: "#/properties/data/type",
                    keyword: "type",
                    params: { type: "array" },
                    message: "must be array",
                  },
                ];
                return false;
              }
            }
            var valid0 = _errs2 === errors;
          } else {
            var valid0 = true;
          }
          if (valid0) {
            if (data.messages !== undefined) {
              let data2 = data.messages;
              const _errs5 = errors;
              if (errors === _errs5) {
                if (Array.isArray(data2)) {
                  var valid2 = true;
                  const len1 = data2.length;
                  for (let i1 = 0; i1 < len1; i1++) {
                    const _errs7 = errors;
                    if (
                      !validate23(data2[i1], {
                        instancePath: instancePath + "/messages/" + i1,
                        parentData: data2,
                        parentDataProperty: i1,
                        rootData,
                      })
                    ) {
                      vErrors =
                        vErrors === null ? validate23.errors : vErrors.concat(validate23.errors);
                      errors = vErrors.length;
                    }
                    var valid2 = _errs7 === errors;
                    if (!valid2) {
                      break;
                    }
                  }
                } else {
                  validate49.errors = [
                    {
                      instancePath: instancePath + "/messages",
                      schemaPath: "#/properties/messages/type",
                      keyword: "type",
                      params: { type: "array" },
                      message: "must be array",
                    },
                  ];
                  return false;
                }
              }
              var valid0 = _errs5 === errors;
            } else {
              var valid0 = true;
            }
            if (valid0) {
              if (data.links !== undefined) {
                let data4 = data.links;
                const _errs8 = errors;
                if (errors === _errs8) {
                  if (Array.isArray(data4)) {
                    var valid3 = true;
                    const len2 = data4.length;
                    for (let i2 = 0; i2 < len2; i2++) {
                      const _errs10 = errors;
                      if (typeof data4[i2] !== "string") {
                        validate49.errors = [
                          {
                            instancePath: instancePath + "/links/" + i2,
                            schemaPath: "#/properties/links/items/type",
                            keyword: "type",
                            params: { type: "string" },
                            message: "must be string",
                          },
                        ];
                        return false;
                      }
                      var valid3 = _errs10 === errors;
                      if (!valid3) {
                        break;
                      }
                    }
                  } else {
                    validate49.errors = [
                      {
                        instancePath: instancePath + "/links",
                        schemaPath: "#/properties/links/type",
                        keyword: "type",
                        params: { type: "array" },
                        message: "must be array",
                      },
                    ];
                    return false;
                  }
                }
                var valid0 = _errs8 === errors;
              } else {
                var valid0 = true;
              }
            }
          }
        }
      }
    } else {
      validate49.errors = [
        {
          instancePath,
          schemaPath: "#/type",
          keyword: "type",
          params: { type: "object" },
          message: "must be object",
        },
      ];
      return false;
    }
  }
  validate49.errors = vErrors;
  return errors === 0;
}
export const ConfigurationVersionsResponse = validate52;
const schema22 = {
  type: "object",
  "x-document": true,
  additionalProperties: false,
  required: ["data", "messages", "links"],
  properties: {
    data: { $ref: "#/definitions/ConfigurationVersionsData" },
    messages: { type: "array", items: { $ref: "#/definitions/Message" } },
    links: { type: "array", items: { type: "string" } },
  },
};
const schema23 = {
  type: "object",
  additionalProperties: false,
  required: ["configVersions"],
  properties: { configVersions: { $ref: "#/definitions/ConfigVersions" } },
};
const schema24 = {
  type: "object",
  additionalProperties: false,
  required: ["currentVersion", "runningVersion"],
  properties: {
    currentVersion: { type: "integer", minimum: 0, maximum: 9007199254740991 },
    runningVersion: { type: "integer", minimum: 0, maximum: 9007199254740991 },
  },
};
function validate54(
  data,
  { instancePath = "", parentData, parentDataProperty, rootData = data } = {},
) {
  let vErrors = null;
  let errors = 0;
  if (errors === 0) {
    if (data && typeof data == "object" && !Array.isArray(data)) {
      let missing0;
      if (
        (data.currentVersion === undefined && (missing0 = "currentVersion")) ||
        (data.runningVersion === undefined && (missing0 = "runningVersion"))
      ) {
        validate54.errors = [
          {
            instancePath,
            schemaPath: "#/required",
            keyword: "required",
            params: { missingProperty: missing0 },
            message: "must have required property '" + missing0 + "'",
          },
        ];
        return false;
      } else {
        const _errs1 = errors;
        for (const key0 in data) {
          if (!(key0 === "currentVersion" || key0 === "runningVersion")) {
            validate54.errors = [
              {
                instancePath,
                schemaPath: "#/additionalProperties",
                keyword: "additionalProperties",
                params: { additionalProperty: key0 },
                message: "must NOT have additional properties",
              },
            ];
            return false;
            break;
          }
        }
        if (_errs1 === errors) {
          if (data.currentVersion !== undefined) {
            let data0 = data.currentVersion;
            const _errs2 = errors;
            if (!(typeof data0 == "number" && !(data0 % 1) && !isNaN(data0) && isFinite(data0))) {
              validate54.errors = [
                {
                  instancePath: instancePath + "/currentVersion",
                  schemaPath: "#/properties/currentVersion/type",
                  keyword: "type",
                  params: { type: "integer" },
                  message: "must be integer",
                },
              ];
              return false;
            }
            if (errors === _errs2) {
              if (typeof data0 == "number" && isFinite(data0)) {
                if (data0 > 9007199254740991 || isNaN(data0)) {
                  validate54.errors = [
                    {
                      instancePath: instancePath + "/currentVersion",
                      schemaPath: "#/properties/currentVersion/maximum",
                      keyword: "maximum",
                      params: { comparison: "<=", limit: 9007199254740991 },
                      message: "must be <= 9007199254740991",
                    },
                  ];
                  return false;
                } else {
                  if (data0 < 0 || isNaN(data0)) {
                    validate54.errors = [
                      {
                        instancePath: instancePath + "/currentVersion",
                        schemaPath: "#/properties/currentVersion/minimum",
                        keyword: "minimum",
                        params: { comparison: ">=", limit: 0 },
                        message: "must be >= 0",
                      },
                    ];
                    return false;
                  }
                }
              }
            }
            var valid0 = _errs2 === errors;
          } else {
            var valid0 = true;
          }
          if (valid0) {
            if (data.runningVersion !== undefined) {
              let data1 = data.runningVersion;
              const _errs4 = errors;
              if (!(typeof data1 == "number" && !(data1 % 1) && !isNaN(data1) && isFinite(data1))) {
                validate54.errors = [
                  {
                    instancePath: instancePath + "/runningVersion",
                    schemaPath: "#/properties/runningVersion/type",
                    keyword: "type",
                    params: { type: "integer" },
                    message: "must be integer",
                  },
                ];
                return false;
              }
              if (errors === _errs4) {
                if (typeof data1 == "number" && isFinite(data1)) {
                  if (data1 > 9007199254740991 || isNaN(data1)) {
                    validate54.errors = [
                      {
                        instancePath: instancePath + "/runningVersion",
                        schemaPath: "#/properties/runningVersion/maximum",
                        keyword: "maximum",
                        params: { comparison: "<=", limit: 9007199254740991 },
                        message: "must be <= 9007199254740991",
                      },
                    ];
                    return false;
                  } else {
                    if (data1 < 0 || isNaN(data1)) {
                      validate54.errors = [
                        {
                          instancePath: instancePath + "/runningVersion",
                          schemaPath: "#/properties/runningVersion/minimum",
                          keyword: "minimum",
                          params: { comparison: ">=", limit: 0 },
                          message: "must be >= 0",
                        },
                      ];
                      return false;
                    }
                  }
                }
              }
              var valid0 = _errs4 === errors;
            } else {
              var valid0 = true;
            }
          }
        }
      }
    } else {
      validate54.errors = [
        {
          instancePath,
          schemaPath: "#/type",
          keyword: "type",
          params: { type: "object" },
          message: "must be object",
        },
      ];
      return false;
    }
  }
  validate54.errors = vErrors;
  return errors === 0;
}
function validate53(
  data,
  { instancePath = "", parentData, parentDataProperty, rootData = data } = {},
) {
  let vErrors = null;
  let errors = 0;
  if (errors === 0) {
    if (data && typeof data == "object" && !Array.isArray(data)) {
      let missing0;
      if (data.configVersions === undefined && (missing0 = "configVersions")) {
        validate53.errors = [
          {
            instancePath,
            schemaPath: "#/required",
            keyword: "required",
            params: { missingProperty: missing0 },
            message: "must have required property '" + missing0 + "'",
          },
        ];
        return false;
      } else {
        const _errs1 = errors;
        for (const key0 in data) {
          if (!(key0 === "configVersions")) {
            validate53.errors = [
              {
                instancePath,
                schemaPath: "#/additionalProperties",
                keyword: "additionalProperties",
                params: { additionalProperty: key0 },
                message: "must NOT have additional properties",
              },
            ];
            return false;
            break;
          }
        }
        if (_errs1 === errors) {
          if (data.configVersions !== undefined) {
            if (
              !validate54(data.configVersions, {
                instancePath: instancePath + "/configVersions",
                parentData: data,
                parentDataProperty: "configVersions",
                rootData,
              })
            ) {
              vErrors = vErrors === null ? validate54.errors : vErrors.concat(validate54.errors);
              errors = vErrors.length;
            }
          }
        }
      }
    } else {
      validate53.errors = [
        {
          instancePath,
          schemaPath: "#/type",
          keyword: "type",
          params: { type: "object" },
          message: "must be object",
        },
      ];
      return false;
    }
  }
  validate53.errors = vErrors;
  return errors === 0;
}
function validate52(
  data,
  { instancePath = "", parentData, parentDataProperty, rootData = data } = {},
) {
  let vErrors = null;
  let errors = 0;
  if (errors === 0) {
    if (data && typeof data == "object" && !Array.isArray(data)) {
      let missing0;
      if (
        (data.data === undefined && (missing0 = "data")) ||
        (data.messages === undefined && (missing0 = "messages")) ||
        (data.links === undefined && (missing0 = "links"))
      ) {
        validate52.errors = [
          {
            instancePath,
            schemaPath: "#/required",
            keyword: "required",
            params: { missingProperty: missing0 },
            message: "must have required property '" + missing0 + "'",
          },
        ];
        return false;
      } else {
        const _errs1 = errors;
        for (const key0 in data) {
          if (!(key0 === "data" || key0 === "messages" || key0 === "links")) {
            validate52.errors = [
              {
                instancePath,
                schemaPath: "#/additionalProperties",
                keyword: "additionalProperties",
                params: { additionalProperty: key0 },
                message: "must NOT have additional properties",
              },
            ];
            return false;
            break;
          }
        }
        if (_errs1 === errors) {
          if (data.data !== undefined) {
            const _errs2 = errors;
            if (
              !validate53(data.data, {
                instancePath: instancePath + "/data",
                parentData: data,
                parentDataProperty: "data",
                rootData,
              })
            ) {
              vErrors = vErrors === null ? validate53.errors : vErrors.concat(validate53.errors);
              errors = vErrors.length;
            }
            var valid0 = _errs2 === errors;
          } else {
            var valid0 = true;
          }
          if (valid0) {
            if (data.messages !== undefined) {
              let data1 = data.messages;
              const _errs3 = errors;
              if (errors === _errs3) {
                if (Array.isArray(data1)) {
                  var valid1 = true;
                  const len0 = data1.length;
                  for (let i0 = 0; i0 < len0; i0++) {
                    const _errs5 = errors;
                    if (
                      !validate23(data1[i0], {
                        instancePath: instancePath + "/messages/" + i0,
                        parentData: data1,
                        parentDataProperty: i0,
                        rootData,
                      })
                    ) {
                      vErrors =
                        vErrors === null ? validate23.errors : vErrors.concat(validate23.errors);
                      errors = vErrors.length;
                    }
                    var valid1 = _errs5 === errors;
                    if (!valid1) {
                      break;
                    }
                  }
                } else {
                  validate52.errors = [
                    {
                      instancePath: instancePath + "/messages",
                      schemaPath: "#/properties/messages/type",
                      keyword: "type",
                      params: { type: "array" },
                      message: "must be array",
                    },
                  ];
                  return false;
                }
              }
              var valid0 = _errs3 === errors;
            } else {
              var valid0 = true;
            }
            if (valid0) {
              if (data.links !== undefined) {
                let data3 = data.links;
                const _errs6 = errors;
                if (errors === _errs6) {
                  if (Array.isArray(data3)) {
                    var valid2 = true;
                    const len1 = data3.length;
                    for (let i1 = 0; i1 < len1; i1++) {
                      const _errs8 = errors;
                      if (typeof data3[i1] !== "string") {
                        validate52.errors = [
                          {
                            instancePath: instancePath + "/links/" + i1,
                            schemaPath: "#/properties/links/items/type",
                            keyword: "type",
                            params: { type: "string" },
                            message: "must be string",
                          },
                        ];
                        return false;
                      }
                      var valid2 = _errs8 === errors;
                      if (!valid2) {
                        break;
                      }
                    }
                  } else {
                    validate52.errors = [
                      {
                        instancePath: instancePath + "/links",
                        schemaPath: "#/properties/links/type",
                        keyword: "type",
                        params: { type: "array" },
                        message: "must be array",
                      },
                    ];
                    return false;
                  }
                }
                var valid0 = _errs6 === errors;
              } else {
                var valid0 = true;
              }
            }
          }
        }
      }
    } else {
      validate52.errors = [
        {
          instancePath,
          schemaPath: "#/type",
          keyword: "type",
          params: { type: "object" },
          message: "must be object",
        },
      ];
      return false;
    }
  }
  validate52.errors = vErrors;
  return errors === 0;
}
export const ElementTypeMetadataResponse = validate58;
const schema25 = {
  type: "object",
  "x-document": true,
  additionalProperties: false,
  required: ["data", "messages", "links"],
  properties: {
    data: { type: "array", items: { $ref: "#/definitions/AttributeMetadata" } },
    messages: { type: "array", items: { $ref: "#/definitions/Message" } },
    links: { type: "array", items: { type: "string" } },
  },
};
const schema26 = {
  type: "object",
  additionalProperties: false,
  required: ["name"],
  properties: {
    name: { type: "string" },
    key: { type: "boolean" },
    type: { $ref: "#/definitions/XmlContent" },
  },
};
function validate59(
  data,
  { instancePath = "", parentData, parentDataProperty, rootData = data } = {},
) {
  let vErrors = null;
  let errors = 0;
  if (errors === 0) {
    if (data && typeof data == "object" && !Array.isArray(data)) {
      let missing0;
      if (data.name === undefined && (missing0 = "name")) {
        validate59.errors = [
          {
            instancePath,
            schemaPath: "#/required",
            keyword: "required",
            params: { missingProperty: missing0 },
            message: "must have required property '" + missing0 + "'",
          },
        ];
        return false;
      } else {
        const _errs1 = errors;
        for (const key0 in data) {
          if (!(key0 === "name" || key0 === "key" || key0 === "type")) {
            validate59.errors = [
              {
                instancePath,
                schemaPath: "#/additionalProperties",
                keyword: "additionalProperties",
                params: { additionalProperty: key0 },
                message: "must NOT have additional properties",
              },
            ];
            return false;
            break;
          }
        }
        if (_errs1 === errors) {
          if (data.name !== undefined) {
            const _errs2 = errors;
            if (typeof data.name !== "string") {
              validate59.errors = [
                {
                  instancePath: instancePath + "/name",
                  schemaPath: "#/properties/name/type",
                  keyword: "type",
                  params: { type: "string" },
                  message: "must be string",
                },
              ];
              return false;
            }
            var valid0 = _errs2 === errors;
          } else {
            var valid0 = true;
          }
          if (valid0) {
            if (data.key !== undefined) {
              const _errs4 = errors;
              if (typeof data.key !== "boolean") {
                validate59.errors = [
                  {
                    instancePath: instancePath + "/key",
                    schemaPath: "#/properties/key/type",
                    keyword: "type",
                    params: { type: "boolean" },
                    message: "must be boolean",
                  },
                ];
                return false;
              }
              var valid0 = _errs4 === errors;
            } else {
              var valid0 = true;
            }
            if (valid0) {
              if (data.type !== undefined) {
                const _errs6 = errors;
                if (
                  !validate37(data.type, {
                    instancePath: instancePath + "/type",
                    parentData: data,
                    parentDataProperty: "type",
                    rootData,
                  })
                ) {
                  vErrors =
                    vErrors === null ? validate37.errors : vErrors.concat(validate37.errors);
                  errors = vErrors.length;
                }
                var valid0 = _errs6 === errors;
              } else {
                var valid0 = true;
              }
            }
          }
        }
      }
    } else {
      validate59.errors = [
        {
          instancePath,
          schemaPath: "#/type",
          keyword: "type",
          params: { type: "object" },
          message: "must be object",
        },
      ];
      return false;
    }
  }
  validate59.errors = vErrors;
  return errors === 0;
}
function validate58(
  data,
  { instancePath = "", parentData, parentDataProperty, rootData = data } = {},
) {
  let vErrors = null;
  let errors = 0;
  if (errors === 0) {
    if (data && typeof data == "object" && !Array.isArray(data)) {
      let missing0;
      if (
        (data.data === undefined && (missing0 = "data")) ||
        (data.messages === undefined && (missing0 = "messages")) ||
        (data.links === undefined && (missing0 = "links"))
      ) {
        validate58.errors = [
          {
            instancePath,
            schemaPath: "#/required",
            keyword: "required",
            params: { missingProperty: missing0 },
            message: "must have required property '" + missing0 + "'",
          },
        ];
        return false;
      } else {
        const _errs1 = errors;
        for (const key0 in data) {
          if (!(key0 === "data" || key0 === "messages" || key0 === "links")) {
            validate58.errors = [
              {
                instancePath,
                schemaPath: "#/additionalProperties",
                keyword: "additionalProperties",
                params: { additionalProperty: key0 },
                message: "must NOT have additional properties",
              },
            ];
            return false;
            break;
          }
        }
        if (_errs1 === errors) {
          if (data.data !== undefined) {
            let data0 = data.data;
            const _errs2 = errors;
            if (errors === _errs2) {
              if (Array.isArray(data0)) {
                var valid1 = true;
                const len0 = data0.length;
                for (let i0 = 0; i0 < len0; i0++) {
                  const _errs4 = errors;
                  if (
                    !validate59(data0[i0], {
                      instancePath: instancePath + "/data/" + i0,
                      parentData: data0,
                      parentDataProperty: i0,
                      rootData,
                    })
                  ) {
                    vErrors =
                      vErrors === null ? validate59.errors : vErrors.concat(validate59.errors);
                    errors = vErrors.length;
                  }
                  var valid1 = _errs4 === errors;
                  if (!valid1) {
                    break;
                  }
                }
              } else {
                validate58.errors = [
                  {
                    instancePath: instancePath + "/data",
                    schemaPath: "#/properties/data/type",
                    keyword: "type",
                    params: { type: "array" },
                    message: "must be array",
                  },
                ];
                return false;
              }
            }
            var valid0 = _errs2 === errors;
          } else {
            var valid0 = true;
          }
          if (valid0) {
            if (data.messages !== undefined) {
              let data2 = data.messages;
              const _errs5 = errors;
              if (errors === _errs5) {
                if (Array.isArray(data2)) {
                  var valid2 = true;
                  const len1 = data2.length;
                  for (let i1 = 0; i1 < len1; i1++) {
                    const _errs7 = errors;
                    if (
                      !validate23(data2[i1], {
                        instancePath: instancePath + "/messages/" + i1,
                        parentData: data2,
                        parentDataProperty: i1,
                        rootData,
                      })
                    ) {
                      vErrors =
                        vErrors === null ? validate23.errors : vErrors.concat(validate23.errors);
                      errors = vErrors.length;
                    }
                    var valid2 = _errs7 === errors;
                    if (!valid2) {
                      break;
                    }
                  }
                } else {
                  validate58.errors = [
                    {
                      instancePath: instancePath + "/messages",
                      schemaPath: "#/properties/messages/type",
                      keyword: "type",
                      params: { type: "array" },
                      message: "must be array",
                    },
                  ];
                  return false;
                }
              }
              var valid0 = _errs5 === errors;
            } else {
              var valid0 = true;
            }
            if (valid0) {
              if (data.links !== undefined) {
                let data4 = data.links;
                const _errs8 = errors;
                if (errors === _errs8) {
                  if (Array.isArray(data4)) {
                    var valid3 = true;
                    const len2 = data4.length;
                    for (let i2 = 0; i2 < len2; i2++) {
                      const _errs10 = errors;
                      if (typeof data4[i2] !== "string") {
                        validate58.errors = [
                          {
                            instancePath: instancePath + "/links/" + i2,
                            schemaPath: "#/properties/links/items/type",
                            keyword: "type",
                            params: { type: "string" },
                            message: "must be string",
                          },
                        ];
                        return false;
                      }
                      var valid3 = _errs10 === errors;
                      if (!valid3) {
                        break;
                      }
                    }
                  } else {
                    validate58.errors = [
                      {
                        instancePath: instancePath + "/links",
                        schemaPath: "#/properties/links/type",
                        keyword: "type",
                        params: { type: "array" },
                        message: "must be array",
                      },
                    ];
                    return false;
                  }
                }
                var valid0 = _errs8 === errors;
              } else {
                var valid0 = true;
              }
            }
          }
        }
      }
    } else {
      validate58.errors = [
        {
          instancePath,
          schemaPath: "#/type",
          keyword: "type",
          params: { type: "object" },
          message: "must be object",
        },
      ];
      return false;
    }
  }
  validate58.errors = vErrors;
  return errors === 0;
}
export const ElementTypesResponse = validate63;
const schema27 = {
  type: "object",
  "x-document": true,
  additionalProperties: false,
  required: ["data", "messages", "links"],
  properties: {
    data: { type: "array", items: { $ref: "#/definitions/ElementType" } },
    messages: { type: "array", items: { $ref: "#/definitions/Message" } },
    links: { type: "array", items: { type: "string" } },
  },
};
const schema28 = {
  type: "object",
  additionalProperties: false,
  required: ["name"],
  properties: {
    name: { type: "string" },
    description: { type: "string" },
    single: { type: "boolean" },
  },
};
function validate64(
  data,
  { instancePath = "", parentData, parentDataProperty, rootData = data } = {},
) {
  let vErrors = null;
  let errors = 0;
  if (errors === 0) {
    if (data && typeof data == "object" && !Array.isArray(data)) {
      let missing0;
      if (data.name === undefined && (missing0 = "name")) {
        validate64.errors = [
          {
            instancePath,
            schemaPath: "#/required",
            keyword: "required",
            params: { missingProperty: missing0 },
            message: "must have required property '" + missing0 + "'",
          },
        ];
        return false;
      } else {
        const _errs1 = errors;
        for (const key0 in data) {
          if (!(key0 === "name" || key0 === "description" || key0 === "single")) {
            validate64.errors = [
              {
                instancePath,
                schemaPath: "#/additionalProperties",
                keyword: "additionalProperties",
                params: { additionalProperty: key0 },
                message: "must NOT have additional properties",
              },
            ];
            return false;
            break;
          }
        }
        if (_errs1 === errors) {
          if (data.name !== undefined) {
            const _errs2 = errors;
            if (typeof data.name !== "string") {
              validate64.errors = [
                {
                  instancePath: instancePath + "/name",
                  schemaPath: "#/properties/name/type",
                  keyword: "type",
                  params: { type: "string" },
                  message: "must be string",
                },
              ];
              return false;
            }
            var valid0 = _errs2 === errors;
          } else {
            var valid0 = true;
          }
          if (valid0) {
            if (data.description !== undefined) {
              const _errs4 = errors;
              if (typeof data.description !== "string") {
                validate64.errors = [
                  {
                    instancePath: instancePath + "/description",
                    schemaPath: "#/properties/description/type",
                    keyword: "type",
                    params: { type: "string" },
                    message: "must be string",
                  },
                ];
                return false;
              }
              var valid0 = _errs4 === errors;
            } else {
              var valid0 = true;
            }
            if (valid0) {
              if (data.single !== undefined) {
                const _errs6 = errors;
                if (typeof data.single !== "boolean") {
                  validate64.errors = [
                    {
                      instancePath: instancePath + "/single",
                      schemaPath: "#/properties/single/type",
                      keyword: "type",
                      params: { type: "boolean" },
                      message: "must be boolean",
                    },
                  ];
                  return false;
                }
                var valid0 = _errs6 === errors;
              } else {
                var valid0 = true;
              }
            }
          }
        }
      }
    } else {
      validate64.errors = [
        {
          instancePath,
          schemaPath: "#/type",
          keyword: "type",
          params: { type: "object" },
          message: "must be object",
        },
      ];
      return false;
    }
  }
  validate64.errors = vErrors;
  return errors === 0;
}
function validate63(
  data,
  { instancePath = "", parentData, parentDataProperty, rootData = data } = {},
) {
  let vErrors = null;
  let errors = 0;
  if (errors === 0) {
    if (data && typeof data == "object" && !Array.isArray(data)) {
      let missing0;
      if (
        (data.data === undefined && (missing0 = "data")) ||
        (data.messages === undefined && (missing0 = "messages")) ||
        (data.links === undefined && (missing0 = "links"))
      ) {
        validate63.errors = [
          {
            instancePath,
            schemaPath: "#/required",
            keyword: "required",
            params: { missingProperty: missing0 },
            message: "must have required property '" + missing0 + "'",
          },
        ];
        return false;
      } else {
        const _errs1 = errors;
        for (const key0 in data) {
          if (!(key0 === "data" || key0 === "messages" || key0 === "links")) {
            validate63.errors = [
              {
                instancePath,
                schemaPath: "#/additionalProperties",
                keyword: "additionalProperties",
                params: { additionalProperty: key0 },
                message: "must NOT have additional properties",
              },
            ];
            return false;
            break;
          }
        }
        if (_errs1 === errors) {
          if (data.data !== undefined) {
            let data0 = data.data;
            const _errs2 = errors;
            if (errors === _errs2) {
              if (Array.isArray(data0)) {
                var valid1 = true;
                const len0 = data0.length;
                for (let i0 = 0; i0 < len0; i0++) {
                  const _errs4 = errors;
                  if (
                    !validate64(data0[i0], {
                      instancePath: instancePath + "/data/" + i0,
                      parentData: data0,
                      parentDataProperty: i0,
                      rootData,
                    })
                  ) {
                    vErrors =
                      vErrors === null ? validate64.errors : vErrors.concat(validate64.errors);
                    errors = vErrors.length;
                  }
                  var valid1 = _errs4 === errors;
                  if (!valid1) {
                    break;
                  }
                }
              } else {
                validate63.errors = [
                  {
                    instancePath: instancePath + "/data",
                    schemaPath: "#/properties/data/type",
                    keyword: "type",
                    params: { type: "array" },
                    message: "must be array",
                  },
                ];
                return false;
              }
            }
            var valid0 = _errs2 === errors;
          } else {
            var valid0 = true;
          }
          if (valid0) {
            if (data.messages !== undefined) {
              let data2 = data.messages;
              const _errs5 = errors;
              if (errors === _errs5) {
                if (Array.isArray(data2)) {
                  var valid2 = true;
                  const len1 = data2.length;
                  for (let i1 = 0; i1 < len1; i1++) {
                    const _errs7 = errors;
                    if (
                      !validate23(data2[i1], {
                        instancePath: instancePath + "/messages/" + i1,
                        parentData: data2,
                        parentDataProperty: i1,
                        rootData,
                      })
                    ) {
                      vErrors =
                        vErrors === null ? validate23.errors : vErrors.concat(validate23.errors);
                      errors = vErrors.length;
                    }
                    var valid2 = _errs7 === errors;
                    if (!valid2) {
                      break;
                    }
                  }
                } else {
                  validate63.errors = [
                    {
                      instancePath: instancePath + "/messages",
                      schemaPath: "#/properties/messages/type",
                      keyword: "type",
                      params: { type: "array" },
                      message: "must be array",
                    },
                  ];
                  return false;
                }
              }
              var valid0 = _errs5 === errors;
            } else {
              var valid0 = true;
            }
            if (valid0) {
              if (data.links !== undefined) {
                let data4 = data.links;
                const _errs8 = errors;
                if (errors === _errs8) {
                  if (Array.isArray(data4)) {
                    var valid3 = true;
                    const len2 = data4.length;
                    for (let i2 = 0; i2 < len2; i2++) {
                      const _errs10 = errors;
                      if (typeof data4[i2] !== "string") {
                        validate63.errors = [
                          {
                            instancePath: instancePath + "/links/" + i2,
                            schemaPath: "#/properties/links/items/type",
                            keyword: "type",
                            params: { type: "string" },
                            message: "must be string",
                          },
                        ];
                        return false;
                      }
                      var valid3 = _errs10 === errors;
                      if (!valid3) {
                        break;
                      }
                    }
                  } else {
                    validate63.errors = [
                      {
                        instancePath: instancePath + "/links",
                        schemaPath: "#/properties/links/type",
                        keyword: "type",
                        params: { type: "array" },
                        message: "must be array",
                      },
                    ];
                    return false;
                  }
                }
                var valid0 = _errs8 === errors;
              } else {
                var valid0 = true;
              }
            }
          }
        }
      }
    } else {
      validate63.errors = [
        {
          instancePath,
          schemaPath: "#/type",
          keyword: "type",
          params: { type: "object" },
          message: "must be object",
        },
      ];
      return false;
    }
  }
  validate63.errors = vErrors;
  return errors === 0;
}
export const ErrorResponse = validate67;
const schema29 = {
  type: "object",
  "x-document": true,
  additionalProperties: false,
  required: ["data", "messages", "links"],
  properties: {
    data: { type: "object", additionalProperties: false },
    messages: { type: "array", items: { $ref: "#/definitions/Message" } },
    links: { type: "array", items: { type: "string" } },
  },
};
function validate67(
  data,
  { instancePath = "", parentData, parentDataProperty, rootData = data } = {},
) {
  let vErrors = null;
  let errors = 0;
  if (errors === 0) {
    if (data && typeof data == "object" && !Array.isArray(data)) {
      let missing0;
      if (
        (data.data === undefined && (missing0 = "data")) ||
        (data.messages === undefined && (missing0 = "messages")) ||
        (data.links === undefined && (missing0 = "links"))
      ) {
        validate67.errors = [
          {
            instancePath,
            schemaPath: "#/required",
            keyword: "required",
            params: { missingProperty: missing0 },
            message: "must have required property '" + missing0 + "'",
          },
        ];
        return false;
      } else {
        const _errs1 = errors;
        for (const key0 in data) {
          if (!(key0 === "data" || key0 === "messages" || key0 === "links")) {
            validate67.errors = [
              {
                instancePath,
                schemaPath: "#/additionalProperties",
                keyword: "additionalProperties",
                params: { additionalProperty: key0 },
                message: "must NOT have additional properties",
              },
            ];
            return false;
            break;
          }
        }
        if (_errs1 === errors) {
          if (data.data !== undefined) {
            let data0 = data.data;
            const _errs2 = errors;
            if (errors === _errs2) {
              if (data0 && typeof data0 == "object" && !Array.isArray(data0)) {
                for (const key1 in data0) {
                  validate67.errors = [
                    {
                      instancePath: instancePath + "/data",
                      schemaPath: "#/properties/data/additionalProperties",
                      keyword: "additionalProperties",
                      params: { additionalProperty: key1 },
                      message: "must NOT have additional properties",
                    },
                  ];
                  return false;
                  break;
                }
              } else {
                validate67.errors = [
                  {
                    instancePath: instancePath + "/data",
                    schemaPath: "#/properties/data/type",
                    keyword: "type",
                    params: { type: "object" },
                    message: "must be object",
                  },
                ];
                return false;
              }
            }
            var valid0 = _errs2 === errors;
          } else {
            var valid0 = true;
          }
          if (valid0) {
            if (data.messages !== undefined) {
              let data1 = data.messages;
              const _errs5 = errors;
              if (errors === _errs5) {
                if (Array.isArray(data1)) {
                  var valid1 = true;
                  const len0 = data1.length;
                  for (let i0 = 0; i0 < len0; i0++) {
                    const _errs7 = errors;
                    if (
                      !validate23(data1[i0], {
                        instancePath: instancePath + "/messages/" + i0,
                        parentData: data1,
                        parentDataProperty: i0,
                        rootData,
                      })
                    ) {
                      vErrors =
                        vErrors === null ? validate23.errors : vErrors.concat(validate23.errors);
                      errors = vErrors.length;
                    }
                    var valid1 = _errs7 === errors;
                    if (!valid1) {
                      break;
                    }
                  }
                } else {
                  validate67.errors = [
                    {
                      instancePath: instancePath + "/messages",
                      schemaPath: "#/properties/messages/type",
                      keyword: "type",
                      params: { type: "array" },
                      message: "must be array",
                    },
                  ];
                  return false;
                }
              }
              var valid0 = _errs5 === errors;
            } else {
              var valid0 = true;
            }
            if (valid0) {
              if (data.links !== undefined) {
                let data3 = data.links;
                const _errs8 = errors;
                if (errors === _errs8) {
                  if (Array.isArray(data3)) {
                    var valid2 = true;
                    const len1 = data3.length;
                    for (let i1 = 0; i1 < len1; i1++) {
                      const _errs10 = errors;
                      if (typeof data3[i1] !== "string") {
                        validate67.errors = [
                          {
                            instancePath: instancePath + "/links/" + i1,
                            schemaPath: "#/properties/links/items/type",
                            keyword: "type",
                            params: { type: "string" },
                            message: "must be string",
                          },
                        ];
                        return false;
                      }
                      var valid2 = _errs10 === errors;
                      if (!valid2) {
                        break;
                      }
                    }
                  } else {
                    validate67.errors = [
                      {
                        instancePath: instancePath + "/links",
                        schemaPath: "#/properties/links/type",
                        keyword: "type",
                        params: { type: "array" },
                        message: "must be array",
                      },
                    ];
                    return false;
                  }
                }
                var valid0 = _errs8 === errors;
              } else {
                var valid0 = true;
              }
            }
          }
        }
      }
    } else {
      validate67.errors = [
        {
          instancePath,
          schemaPath: "#/type",
          keyword: "type",
          params: { type: "object" },
          message: "must be object",
        },
      ];
      return false;
    }
  }
  validate67.errors = vErrors;
  return errors === 0;
}
export const SupportedVersionsResponse = validate69;
const schema30 = {
  type: "object",
  "x-document": true,
  additionalProperties: false,
  required: ["data", "messages", "links"],
  properties: {
    data: { $ref: "#/definitions/SupportedVersionsData" },
    messages: { type: "array", items: { $ref: "#/definitions/Message" } },
    links: { type: "array", items: { type: "string" } },
  },
};
const schema31 = {
  type: "object",
  additionalProperties: false,
  required: ["supportedVersions"],
  properties: { supportedVersions: { $ref: "#/definitions/SupportedVersions" } },
};
const schema32 = {
  type: "object",
  additionalProperties: false,
  required: ["latestVersion", "otherVersions"],
  properties: {
    latestVersion: { type: "string" },
    otherVersions: { type: "array", items: { type: "string" } },
  },
};
function validate71(
  data,
  { instancePath = "", parentData, parentDataProperty, rootData = data } = {},
) {
  let vErrors = null;
  let errors = 0;
  if (errors === 0) {
    if (data && typeof data == "object" && !Array.isArray(data)) {
      let missing0;
      if (
        (data.latestVersion === undefined && (missing0 = "latestVersion")) ||
        (data.otherVersions === undefined && (missing0 = "otherVersions"))
      ) {
        validate71.errors = [
          {
            instancePath,
            schemaPath: "#/required",
            keyword: "required",
            params: { missingProperty: missing0 },
            message: "must have required property '" + missing0 + "'",
          },
        ];
        return false;
      } else {
        const _errs1 = errors;
        for (const key0 in data) {
          if (!(key0 === "latestVersion" || key0 === "otherVersions")) {
            validate71.errors = [
              {
                instancePath,
                schemaPath: "#/additionalProperties",
                keyword: "additionalProperties",
                params: { additionalProperty: key0 },
                message: "must NOT have additional properties",
              },
            ];
            return false;
            break;
          }
        }
        if (_errs1 === errors) {
          if (data.latestVersion !== undefined) {
            const _errs2 = errors;
            if (typeof data.latestVersion !== "string") {
              validate71.errors = [
                {
                  instancePath: instancePath + "/latestVersion",
                  schemaPath: "#/properties/latestVersion/type",
                  keyword: "type",
                  params: { type: "string" },
                  message: "must be string",
                },
              ];
              return false;
            }
            var valid0 = _errs2 === errors;
          } else {
            var valid0 = true;
          }
          if (valid0) {
            if (data.otherVersions !== undefined) {
              let data1 = data.otherVersions;
              const _errs4 = errors;
              if (errors === _errs4) {
                if (Array.isArray(data1)) {
                  var valid1 = true;
                  const len0 = data1.length;
                  for (let i0 = 0; i0 < len0; i0++) {
                    const _errs6 = errors;
                    if (typeof data1[i0] !== "string") {
                      validate71.errors = [
                        {
                          instancePath: instancePath + "/otherVersions/" + i0,
                          schemaPath: "#/properties/otherVersions/items/type",
                          keyword: "type",
                          params: { type: "string" },
                          message: "must be string",
                        },
                      ];
                      return false;
                    }
                    var valid1 = _errs6 === errors;
                    if (!valid1) {
                      break;
                    }
                  }
                } else {
                  validate71.errors = [
                    {
                      instancePath: instancePath + "/otherVersions",
                      schemaPath: "#/properties/otherVersions/type",
                      keyword: "type",
                      params: { type: "array" },
                      message: "must be array",
                    },
                  ];
                  return false;
                }
              }
              var valid0 = _errs4 === errors;
            } else {
              var valid0 = true;
            }
          }
        }
      }
    } else {
      validate71.errors = [
        {
          instancePath,
          schemaPath: "#/type",
          keyword: "type",
          params: { type: "object" },
          message: "must be object",
        },
      ];
      return false;
    }
  }
  validate71.errors = vErrors;
  return errors === 0;
}
function validate70(
  data,
  { instancePath = "", parentData, parentDataProperty, rootData = data } = {},
) {
  let vErrors = null;
  let errors = 0;
  if (errors === 0) {
    if (data && typeof data == "object" && !Array.isArray(data)) {
      let missing0;
      if (data.supportedVersions === undefined && (missing0 = "supportedVersions")) {
        validate70.errors = [
          {
            instancePath,
            schemaPath: "#/required",
            keyword: "required",
            params: { missingProperty: missing0 },
            message: "must have required property '" + missing0 + "'",
          },
        ];
        return false;
      } else {
        const _errs1 = errors;
        for (const key0 in data) {
          if (!(key0 === "supportedVersions")) {
            validate70.errors = [
              {
                instancePath,
                schemaPath: "#/additionalProperties",
                keyword: "additionalProperties",
                params: { additionalProperty: key0 },
                message: "must NOT have additional properties",
              },
            ];
            return false;
            break;
          }
        }
        if (_errs1 === errors) {
          if (data.supportedVersions !== undefined) {
            if (
              !validate71(data.supportedVersions, {
                instancePath: instancePath + "/supportedVersions",
                parentData: data,
                parentDataProperty: "supportedVersions",
                rootData,
              })
            ) {
              vErrors = vErrors === null ? validate71.errors : vErrors.concat(validate71.errors);
              errors = vErrors.length;
            }
          }
        }
      }
    } else {
      validate70.errors = [
        {
          instancePath,
          schemaPath: "#/type",
          keyword: "type",
          params: { type: "object" },
          message: "must be object",
        },
      ];
      return false;
    }
  }
  validate70.errors = vErrors;
  return errors === 0;
}
function validate69(
  data,
  { instancePath = "", parentData, parentDataProperty, rootData = data } = {},
) {
  let vErrors = null;
  let errors = 0;
  if (errors === 0) {
    if (data && typeof data == "object" && !Array.isArray(data)) {
      let missing0;
      if (
        (data.data === undefined && (missing0 = "data")) ||
        (data.messages === undefined && (missing0 = "messages")) ||
        (data.links === undefined && (missing0 = "links"))
      ) {
        validate69.errors = [
          {
            instancePath,
            schemaPath: "#/required",
            keyword: "required",
            params: { missingProperty: missing0 },
            message: "must have required property '" + missing0 + "'",
          },
        ];
        return false;
      } else {
        const _errs1 = errors;
        for (const key0 in data) {
          if (!(key0 === "data" || key0 === "messages" || key0 === "links")) {
            validate69.errors = [
              {
                instancePath,
                schemaPath: "#/additionalProperties",
                keyword: "additionalProperties",
                params: { additionalProperty: key0 },
                message: "must NOT have additional properties",
              },
            ];
            return false;
            break;
          }
        }
        if (_errs1 === errors) {
          if (data.data !== undefined) {
            const _errs2 = errors;
            if (
              !validate70(data.data, {
                instancePath: instancePath + "/data",
                parentData: data,
                parentDataProperty: "data",
                rootData,
              })
            ) {
              vErrors = vErrors === null ? validate70.errors : vErrors.concat(validate70.errors);
              errors = vErrors.length;
            }
            var valid0 = _errs2 === errors;
          } else {
            var valid0 = true;
          }
          if (valid0) {
            if (data.messages !== undefined) {
              let data1 = data.messages;
              const _errs3 = errors;
              if (errors === _errs3) {
                if (Array.isArray(data1)) {
                  var valid1 = true;
                  const len0 = data1.length;
                  for (let i0 = 0; i0 < len0; i0++) {
                    const _errs5 = errors;
                    if (
                      !validate23(data1[i0], {
                        instancePath: instancePath + "/messages/" + i0,
                        parentData: data1,
                        parentDataProperty: i0,
                        rootData,
                      })
                    ) {
                      vErrors =
                        vErrors === null ? validate23.errors : vErrors.concat(validate23.errors);
                      errors = vErrors.length;
                    }
                    var valid1 = _errs5 === errors;
                    if (!valid1) {
                      break;
                    }
                  }
                } else {
                  validate69.errors = [
                    {
                      instancePath: instancePath + "/messages",
                      schemaPath: "#/properties/messages/type",
                      keyword: "type",
                      params: { type: "array" },
                      message: "must be array",
                    },
                  ];
                  return false;
                }
              }
              var valid0 = _errs3 === errors;
            } else {
              var valid0 = true;
            }
            if (valid0) {
              if (data.links !== undefined) {
                let data3 = data.links;
                const _errs6 = errors;
                if (errors === _errs6) {
                  if (Array.isArray(data3)) {
                    var valid2 = true;
                    const len1 = data3.length;
                    for (let i1 = 0; i1 < len1; i1++) {
                      const _errs8 = errors;
                      if (typeof data3[i1] !== "string") {
                        validate69.errors = [
                          {
                            instancePath: instancePath + "/links/" + i1,
                            schemaPath: "#/properties/links/items/type",
                            keyword: "type",
                            params: { type: "string" },
                            message: "must be string",
                          },
                        ];
                        return false;
                      }
                      var valid2 = _errs8 === errors;
                      if (!valid2) {
                        break;
                      }
                    }
                  } else {
                    validate69.errors = [
                      {
                        instancePath: instancePath + "/links",
                        schemaPath: "#/properties/links/type",
                        keyword: "type",
                        params: { type: "array" },
                        message: "must be array",
                      },
                    ];
                    return false;
                  }
                }
                var valid0 = _errs6 === errors;
              } else {
                var valid0 = true;
              }
            }
          }
        }
      }
    } else {
      validate69.errors = [
        {
          instancePath,
          schemaPath: "#/type",
          keyword: "type",
          params: { type: "object" },
          message: "must be object",
        },
      ];
      return false;
    }
  }
  validate69.errors = vErrors;
  return errors === 0;
}
export const SystemStatusResponse = validate75;
const schema33 = {
  type: "object",
  "x-document": true,
  additionalProperties: false,
  required: ["data", "messages", "links"],
  properties: {
    data: { $ref: "#/definitions/SystemStatusData" },
    messages: { type: "array", items: { $ref: "#/definitions/Message" } },
    links: { type: "array", items: { type: "string" } },
  },
};
const schema34 = {
  type: "object",
  additionalProperties: false,
  required: [],
  properties: {
    uptimeSeconds: { type: "integer", minimum: 0, maximum: 9007199254740991 },
    upTime: { type: "integer", minimum: 0, maximum: 9007199254740991 },
    hostName: { type: "string" },
    systemState: { $ref: "#/definitions/SystemState" },
    role: { $ref: "#/definitions/Role" },
    healthScorePercent: { type: "integer", minimum: 0, maximum: 100 },
    haPeerName: { type: "string" },
    haPeerRole: { $ref: "#/definitions/Role" },
    haHealthScorePercent: { type: "integer", minimum: 0, maximum: 100 },
    haSockets: { type: "integer", minimum: 0, maximum: 9007199254740991 },
    haSwitchOvers: { type: "integer", minimum: 0, maximum: 9007199254740991 },
    haSyncState: { type: "array", items: { $ref: "#/definitions/SyncComponent" } },
    switchOverLogs: { type: "array", items: { $ref: "#/definitions/SwitchOver" } },
  },
};
const func2 = Object.prototype.hasOwnProperty;
const schema35 = { type: "string", enum: ["online", "offline"] };
function validate77(
  data,
  { instancePath = "", parentData, parentDataProperty, rootData = data } = {},
) {
  let vErrors = null;
  let errors = 0;
  if (typeof data !== "string") {
    validate77.errors = [
      {
        instancePath,
        schemaPath: "#/type",
        keyword: "type",
        params: { type: "string" },
        message: "must be string",
      },
    ];
    return false;
  }
  if (!(data === "online" || data === "offline")) {
    validate77.errors = [
      {
        instancePath,
        schemaPath: "#/enum",
        keyword: "enum",
        params: { allowedValues: schema35.enum },
        message: "must be equal to one of the allowed values",
      },
    ];
    return false;
  }
  validate77.errors = vErrors;
  return errors === 0;
}
const schema36 = { type: "string", enum: ["active", "standby", "out of service", "standalone"] };
function validate79(
  data,
  { instancePath = "", parentData, parentDataProperty, rootData = data } = {},
) {
  let vErrors = null;
  let errors = 0;
  if (typeof data !== "string") {
    validate79.errors = [
      {
        instancePath,
        schemaPath: "#/type",
        keyword: "type",
        params: { type: "string" },
        message: "must be string",
      },
    ];
    return false;
  }
  if (
    !(data === "active" || data === "standby" || data === "out of service" || data === "standalone")
  ) {
    validate79.errors = [
      {
        instancePath,
        schemaPath: "#/enum",
        keyword: "enum",
        params: { allowedValues: schema36.enum },
        message: "must be equal to one of the allowed values",
      },
    ];
    return false;
  }
  validate79.errors = vErrors;
  return errors === 0;
}
const schema37 = {
  type: "object",
  additionalProperties: false,
  required: [],
  properties: { name: { type: "string" }, state: { type: "string" } },
};
function validate82(
  data,
  { instancePath = "", parentData, parentDataProperty, rootData = data } = {},
) {
  let vErrors = null;
  let errors = 0;
  if (errors === 0) {
    if (data && typeof data == "object" && !Array.isArray(data)) {
      const _errs1 = errors;
      for (const key0 in data) {
        if (!(key0 === "name" || key0 === "state")) {
          validate82.errors = [
            {
              instancePath,
              schemaPath: "#/additionalProperties",
              keyword: "additionalProperties",
              params: { additionalProperty: key0 },
              message: "must NOT have additional properties",
            },
          ];
          return false;
          break;
        }
      }
      if (_errs1 === errors) {
        if (data.name !== undefined) {
          const _errs2 = errors;
          if (typeof data.name !== "string") {
            validate82.errors = [
              {
                instancePath: instancePath + "/name",
                schemaPath: "#/properties/name/type",
                keyword: "type",
                params: { type: "string" },
                message: "must be string",
              },
            ];
            return false;
          }
          var valid0 = _errs2 === errors;
        } else {
          var valid0 = true;
        }
        if (valid0) {
          if (data.state !== undefined) {
            const _errs4 = errors;
            if (typeof data.state !== "string") {
              validate82.errors = [
                {
                  instancePath: instancePath + "/state",
                  schemaPath: "#/properties/state/type",
                  keyword: "type",
                  params: { type: "string" },
                  message: "must be string",
                },
              ];
              return false;
            }
            var valid0 = _errs4 === errors;
          } else {
            var valid0 = true;
          }
        }
      }
    } else {
      validate82.errors = [
        {
          instancePath,
          schemaPath: "#/type",
          keyword: "type",
          params: { type: "object" },
          message: "must be object",
        },
      ];
      return false;
    }
  }
  validate82.errors = vErrors;
  return errors === 0;
}
const schema38 = {
  type: "object",
  additionalProperties: false,
  required: [],
  properties: {
    time: { type: "string" },
    oldState: { type: "string" },
    newState: { type: "string" },
    info: { type: "string" },
  },
};
function validate84(
  data,
  { instancePath = "", parentData, parentDataProperty, rootData = data } = {},
) {
  let vErrors = null;
  let errors = 0;
  if (errors === 0) {
    if (data && typeof data == "object" && !Array.isArray(data)) {
      const _errs1 = errors;
      for (const key0 in data) {
        if (!(key0 === "time" || key0 === "oldState" || key0 === "newState" || key0 === "info")) {
          validate84.errors = [
            {
              instancePath,
              schemaPath: "#/additionalProperties",
              keyword: "additionalProperties",
              params: { additionalProperty: key0 },
              message: "must NOT have additional properties",
            },
          ];
          return false;
          break;
        }
      }
      if (_errs1 === errors) {
        if (data.time !== undefined) {
          const _errs2 = errors;
          if (typeof data.time !== "string") {
            validate84.errors = [
              {
                instancePath: instancePath + "/time",
                schemaPath: "#/properties/time/type",
                keyword: "type",
                params: { type: "string" },
                message: "must be string",
              },
            ];
            return false;
          }
          var valid0 = _errs2 === errors;
        } else {
          var valid0 = true;
        }
        if (valid0) {
          if (data.oldState !== undefined) {
            const _errs4 = errors;
            if (typeof data.oldState !== "string") {
              validate84.errors = [
                {
                  instancePath: instancePath + "/oldState",
                  schemaPath: "#/properties/oldState/type",
                  keyword: "type",
                  params: { type: "string" },
                  message: "must be string",
                },
              ];
              return false;
            }
            var valid0 = _errs4 === errors;
          } else {
            var valid0 = true;
          }
          if (valid0) {
            if (data.newState !== undefined) {
              const _errs6 = errors;
              if (typeof data.newState !== "string") {
                validate84.errors = [
                  {
                    instancePath: instancePath + "/newState",
                    schemaPath: "#/properties/newState/type",
                    keyword: "type",
                    params: { type: "string" },
                    message: "must be string",
                  },
                ];
                return false;
              }
              var valid0 = _errs6 === errors;
            } else {
              var valid0 = true;
            }
            if (valid0) {
              if (data.info !== undefined) {
                const _errs8 = errors;
                if (typeof data.info !== "string") {
                  validate84.errors = [
                    {
                      instancePath: instancePath + "/info",
                      schemaPath: "#/properties/info/type",
                      keyword: "type",
                      params: { type: "string" },
                      message: "must be string",
                    },
                  ];
                  return false;
                }
                var valid0 = _errs8 === errors;
              } else {
                var valid0 = true;
              }
            }
          }
        }
      }
    } else {
      validate84.errors = [
        {
          instancePath,
          schemaPath: "#/type",
          keyword: "type",
          params: { type: "object" },
          message: "must be object",
        },
      ];
      return false;
    }
  }
  validate84.errors = vErrors;
  return errors === 0;
}
function validate76(
  data,
  { instancePath = "", parentData, parentDataProperty, rootData = data } = {},
) {
  let vErrors = null;
  let errors = 0;
  if (errors === 0) {
    if (data && typeof data == "object" && !Array.isArray(data)) {
      const _errs1 = errors;
      for (const key0 in data) {
        if (!func2.call(schema34.properties, key0)) {
          validate76.errors = [
            {
              instancePath,
              schemaPath: "#/additionalProperties",
              keyword: "additionalProperties",
              params: { additionalProperty: key0 },
              message: "must NOT have additional properties",
            },
          ];
          return false;
          break;
        }
      }
      if (_errs1 === errors) {
        if (data.uptimeSeconds !== undefined) {
          let data0 = data.uptimeSeconds;
          const _errs2 = errors;
          if (!(typeof data0 == "number" && !(data0 % 1) && !isNaN(data0) && isFinite(data0))) {
            validate76.errors = [
              {
                instancePath: instancePath + "/uptimeSeconds",
                schemaPath: "#/properties/uptimeSeconds/type",
                keyword: "type",
                params: { type: "integer" },
                message: "must be integer",
              },
            ];
            return false;
          }
          if (errors === _errs2) {
            if (typeof data0 == "number" && isFinite(data0)) {
              if (data0 > 9007199254740991 || isNaN(data0)) {
                validate76.errors = [
                  {
                    instancePath: instancePath + "/uptimeSeconds",
                    schemaPath: "#/properties/uptimeSeconds/maximum",
                    keyword: "maximum",
                    params: { comparison: "<=", limit: 9007199254740991 },
                    message: "must be <= 9007199254740991",
                  },
                ];
                return false;
              } else {
                if (data0 < 0 || isNaN(data0)) {
                  validate76.errors = [
                    {
                      instancePath: instancePath + "/uptimeSeconds",
                      schemaPath: "#/properties/uptimeSeconds/minimum",
                      keyword: "minimum",
                      params: { comparison: ">=", limit: 0 },
                      message: "must be >= 0",
                    },
                  ];
                  return false;
                }
              }
            }
          }
          var valid0 = _errs2 === errors;
        } else {
          var valid0 = true;
        }
        if (valid0) {
          if (data.upTime !== undefined) {
            let data1 = data.upTime;
            const _errs4 = errors;
            if (!(typeof data1 == "number" && !(data1 % 1) && !isNaN(data1) && isFinite(data1))) {
              validate76.errors = [
                {
                  instancePath: instancePath + "/upTime",
                  schemaPath: "#/properties/upTime/type",
                  keyword: "type",
                  params: { type: "integer" },
                  message: "must be integer",
                },
              ];
              return false;
            }
            if (errors === _errs4) {
              if (typeof data1 == "number" && isFinite(data1)) {
                if (data1 > 9007199254740991 || isNaN(data1)) {
                  validate76.errors = [
                    {
                      instancePath: instancePath + "/upTime",
                      schemaPath: "#/properties/upTime/maximum",
                      keyword: "maximum",
                      params: { comparison: "<=", limit: 9007199254740991 },
                      message: "must be <= 9007199254740991",
                    },
                  ];
                  return false;
                } else {
                  if (data1 < 0 || isNaN(data1)) {
                    validate76.errors = [
                      {
                        instancePath: instancePath + "/upTime",
                        schemaPath: "#/properties/upTime/minimum",
                        keyword: "minimum",
                        params: { comparison: ">=", limit: 0 },
                        message: "must be >= 0",
                      },
                    ];
                    return false;
                  }
                }
              }
            }
            var valid0 = _errs4 === errors;
          } else {
            var valid0 = true;
          }
          if (valid0) {
            if (data.hostName !== undefined) {
              const _errs6 = errors;
              if (typeof data.hostName !== "string") {
                validate76.errors = [
                  {
                    instancePath: instancePath + "/hostName",
                    schemaPath: "#/properties/hostName/type",
                    keyword: "type",
                    params: { type: "string" },
                    message: "must be string",
                  },
                ];
                return false;
              }
              var valid0 = _errs6 === errors;
            } else {
              var valid0 = true;
            }
            if (valid0) {
              if (data.systemState !== undefined) {
                const _errs8 = errors;
                if (
                  !validate77(data.systemState, {
                    instancePath: instancePath + "/systemState",
                    parentData: data,
                    parentDataProperty: "systemState",
                    rootData,
                  })
                ) {
                  vErrors =
                    vErrors === null ? validate77.errors : vErrors.concat(validate77.errors);
                  errors = vErrors.length;
                }
                var valid0 = _errs8 === errors;
              } else {
                var valid0 = true;
              }
              if (valid0) {
                if (data.role !== undefined) {
                  const _errs9 = errors;
                  if (
                    !validate79(data.role, {
                      instancePath: instancePath + "/role",
                      parentData: data,
                      parentDataProperty: "role",
                      rootData,
                    })
                  ) {
                    vErrors =
                      vErrors === null ? validate79.errors : vErrors.concat(validate79.errors);
                    errors = vErrors.length;
                  }
                  var valid0 = _errs9 === errors;
                } else {
                  var valid0 = true;
                }
                if (valid0) {
                  if (data.healthScorePercent !== undefined) {
                    let data5 = data.healthScorePercent;
                    const _errs10 = errors;
                    if (
                      !(
                        typeof data5 == "number" &&
                        !(data5 % 1) &&
                        !isNaN(data5) &&
                        isFinite(data5)
                      )
                    ) {
                      validate76.errors = [
                        {
                          instancePath: instancePath + "/healthScorePercent",
                          schemaPath: "#/properties/healthScorePercent/type",
                          keyword: "type",
                          params: { type: "integer" },
                          message: "must be integer",
                        },
                      ];
                      return false;
                    }
                    if (errors === _errs10) {
                      if (typeof data5 == "number" && isFinite(data5)) {
                        if (data5 > 100 || isNaN(data5)) {
                          validate76.errors = [
                            {
                              instancePath: instancePath + "/healthScorePercent",
                              schemaPath: "#/properties/healthScorePercent/maximum",
                              keyword: "maximum",
                              params: { comparison: "<=", limit: 100 },
                              message: "must be <= 100",
                            },
                          ];
                          return false;
                        } else {
                          if (data5 < 0 || isNaN(data5)) {
                            validate76.errors = [
                              {
                                instancePath: instancePath + "/healthScorePercent",
                                schemaPath: "#/properties/healthScorePercent/minimum",
                                keyword: "minimum",
                                params: { comparison: ">=", limit: 0 },
                                message: "must be >= 0",
                              },
                            ];
                            return false;
                          }
                        }
                      }
                    }
                    var valid0 = _errs10 === errors;
                  } else {
                    var valid0 = true;
                  }
                  if (valid0) {
                    if (data.haPeerName !== undefined) {
                      const _errs12 = errors;
                      if (typeof data.haPeerName !== "string") {
                        validate76.errors = [
                          {
                            instancePath: instancePath + "/haPeerName",
                            schemaPath: "#/properties/haPeerName/type",
                            keyword: "type",
                            params: { type: "string" },
                            message: "must be string",
                          },
                        ];
                        return false;
                      }
                      var valid0 = _errs12 === errors;
                    } else {
                      var valid0 = true;
                    }
                    if (valid0) {
                      if (data.haPeerRole !== undefined) {
                        const _errs14 = errors;
                        if (
                          !validate79(data.haPeerRole, {
                            instancePath: instancePath + "/haPeerRole",
                            parentData: data,
                            parentDataProperty: "haPeerRole",
                            rootData,
                          })
                        ) {
                          vErrors =
                            vErrors === null
                              ? validate79.errors
                              : vErrors.concat(validate79.errors);
                          errors = vErrors.length;
                        }
                        var valid0 = _errs14 === errors;
                      } else {
                        var valid0 = true;
                      }
                      if (valid0) {
                        if (data.haHealthScorePercent !== undefined) {
                          let data8 = data.haHealthScorePercent;
                          const _errs15 = errors;
                          if (
                            !(
                              typeof data8 == "number" &&
                              !(data8 % 1) &&
                              !isNaN(data8) &&
                              isFinite(data8)
                            )
                          ) {
                            validate76.errors = [
                              {
                                instancePath: instancePath + "/haHealthScorePercent",
                                schemaPath: "#/properties/haHealthScorePercent/type",
                                keyword: "type",
                                params: { type: "integer" },
                                message: "must be integer",
                              },
                            ];
                            return false;
                          }
                          if (errors === _errs15) {
                            if (typeof data8 == "number" && isFinite(data8)) {
                              if (data8 > 100 || isNaN(data8)) {
                                validate76.errors = [
                                  {
                                    instancePath: instancePath + "/haHealthScorePercent",
                                    schemaPath: "#/properties/haHealthScorePercent/maximum",
                                    keyword: "maximum",
                                    params: { comparison: "<=", limit: 100 },
                                    message: "must be <= 100",
                                  },
                                ];
                                return false;
                              } else {
                                if (data8 < 0 || isNaN(data8)) {
                                  validate76.errors = [
                                    {
                                      instancePath: instancePath + "/haHealthScorePercent",
                                      schemaPath: "#/properties/haHealthScorePercent/minimum",
                                      keyword: "minimum",
                                      params: { comparison: ">=", limit: 0 },
                                      message: "must be >= 0",
                                    },
                                  ];
                                  return false;
                                }
                              }
                            }
                          }
                          var valid0 = _errs15 === errors;
                        } else {
                          var valid0 = true;
                        }
                        if (valid0) {
                          if (data.haSockets !== undefined) {
                            let data9 = data.haSockets;
                            const _errs17 = errors;
                            if (
                              !(
                                typeof data9 == "number" &&
                                !(data9 % 1) &&
                                !isNaN(data9) &&
                                isFinite(data9)
                              )
                            ) {
                              validate76.errors = [
                                {
                                  instancePath: instancePath + "/haSockets",
                                  schemaPath: "#/properties/haSockets/type",
                                  keyword: "type",
                                  params: { type: "integer" },
                                  message: "must be integer",
                                },
                              ];
                              return false;
                            }
                            if (errors === _errs17) {
                              if (typeof data9 == "number" && isFinite(data9)) {
                                if (data9 > 9007199254740991 || isNaN(data9)) {
                                  validate76.errors = [
                                    {
                                      instancePath: instancePath + "/haSockets",
                                      schemaPath: "#/properties/haSockets/maximum",
                                      keyword: "maximum",
                                      params: { comparison: "<=", limit: 9007199254740991 },
                                      message: "must be <= 9007199254740991",
                                    },
                                  ];
                                  return false;
                                } else {
                                  if (data9 < 0 || isNaN(data9)) {
                                    validate76.errors = [
                                      {
                                        instancePath: instancePath + "/haSockets",
                                        schemaPath: "#/properties/haSockets/minimum",
                                        keyword: "minimum",
                                        params: { comparison: ">=", limit: 0 },
                                        message: "must be >= 0",
                                      },
                                    ];
                                    return false;
                                  }
                                }
                              }
                            }
                            var valid0 = _errs17 === errors;
                          } else {
                            var valid0 = true;
                          }
                          if (valid0) {
                            if (data.haSwitchOvers !== undefined) {
                              let data10 = data.haSwitchOvers;
                              const _errs19 = errors;
                              if (
                                !(
                                  typeof data10 == "number" &&
                                  !(data10 % 1) &&
                                  !isNaN(data10) &&
                                  isFinite(data10)
                                )
                              ) {
                                validate76.errors = [
                                  {
                                    instancePath: instancePath + "/haSwitchOvers",
                                    schemaPath: "#/properties/haSwitchOvers/type",
                                    keyword: "type",
                                    params: { type: "integer" },
                                    message: "must be integer",
                                  },
                                ];
                                return false;
                              }
                              if (errors === _errs19) {
                                if (typeof data10 == "number" && isFinite(data10)) {
                                  if (data10 > 9007199254740991 || isNaN(data10)) {
                                    validate76.errors = [
                                      {
                                        instancePath: instancePath + "/haSwitchOvers",
                                        schemaPath: "#/properties/haSwitchOvers/maximum",
                                        keyword: "maximum",
                                        params: { comparison: "<=", limit: 9007199254740991 },
                                        message: "must be <= 9007199254740991",
                                      },
                                    ];
                                    return false;
                                  } else {
                                    if (data10 < 0 || isNaN(data10)) {
                                      validate76.errors = [
                                        {
                                          instancePath: instancePath + "/haSwitchOvers",
                                          schemaPath: "#/properties/haSwitchOvers/minimum",
                                          keyword: "minimum",
                                          params: { comparison: ">=", limit: 0 },
                                          message: "must be >= 0",
                                        },
                                      ];
                                      return false;
                                    }
                                  }
                                }
                              }
                              var valid0 = _errs19 === errors;
                            } else {
                              var valid0 = true;
                            }
                            if (valid0) {
                              if (data.haSyncState !== undefined) {
                                let data11 = data.haSyncState;
                                const _errs21 = errors;
                                if (errors === _errs21) {
                                  if (Array.isArray(data11)) {
                                    var valid1 = true;
                                    const len0 = data11.length;
                                    for (let i0 = 0; i0 < len0; i0++) {
                                      const _errs23 = errors;
                                      if (
                                        !validate82(data11[i0], {
                                          instancePath: instancePath + "/haSyncState/" + i0,
                                          parentData: data11,
                                          parentDataProperty: i0,
                                          rootData,
                                        })
                                      ) {
                                        vErrors =
                                          vErrors === null
                                            ? validate82.errors
                                            : vErrors.concat(validate82.errors);
                                        errors = vErrors.length;
                                      }
                                      var valid1 = _errs23 === errors;
                                      if (!valid1) {
                                        break;
                                      }
                                    }
                                  } else {
                                    validate76.errors = [
                                      {
                                        instancePath: instancePath + "/haSyncState",
                                        schemaPath: "#/properties/haSyncState/type",
                                        keyword: "type",
                                        params: { type: "array" },
                                        message: "must be array",
                                      },
                                    ];
                                    return false;
                                  }
                                }
                                var valid0 = _errs21 === errors;
                              } else {
                                var valid0 = true;
                              }
                              if (valid0) {
                                if (data.switchOverLogs !== undefined) {
                                  let data13 = data.switchOverLogs;
                                  const _errs24 = errors;
                                  if (errors === _errs24) {
                                    if (Array.isArray(data13)) {
                                      var valid2 = true;
                                      const len1 = data13.length;
                                      for (let i1 = 0; i1 < len1; i1++) {
                                        const _errs26 = errors;
                                        if (
                                          !validate84(data13[i1], {
                                            instancePath: instancePath + "/switchOverLogs/" + i1,
                                            parentData: data13,
                                            parentDataProperty: i1,
                                            rootData,
                                          })
                                        ) {
                                          vErrors =
                                            vErrors === null
                                              ? validate84.errors
                                              : vErrors.concat(validate84.errors);
                                          errors = vErrors.length;
                                        }
                                        var valid2 = _errs26 === errors;
                                        if (!valid2) {
                                          break;
                                        }
                                      }
                                    } else {
                                      validate76.errors = [
                                        {
                                          instancePath: instancePath + "/switchOverLogs",
                                          schemaPath: "#/properties/switchOverLogs/type",
                                          keyword: "type",
                                          params: { type: "array" },
                                          message: "must be array",
                                        },
                                      ];
                                      return false;
                                    }
                                  }
                                  var valid0 = _errs24 === errors;
                                } else {
                                  var valid0 = true;
                                }
                              }
                            }
                          }
                        }
                      }
                    }
                  }
                }
              }
            }
          }
        }
      }
    } else {
      validate76.errors = [
        {
          instancePath,
          schemaPath: "#/type",
          keyword: "type",
          params: { type: "object" },
          message: "must be object",
        },
      ];
      return false;
    }
  }
  validate76.errors = vErrors;
  return errors === 0;
}
function validate75(
  data,
  { instancePath = "", parentData, parentDataProperty, rootData = data } = {},
) {
  let vErrors = null;
  let errors = 0;
  if (errors === 0) {
    if (data && typeof data == "object" && !Array.isArray(data)) {
      let missing0;
      if (
        (data.data === undefined && (missing0 = "data")) ||
        (data.messages === undefined && (missing0 = "messages")) ||
        (data.links === undefined && (missing0 = "links"))
      ) {
        validate75.errors = [
          {
            instancePath,
            schemaPath: "#/required",
            keyword: "required",
            params: { missingProperty: missing0 },
            message: "must have required property '" + missing0 + "'",
          },
        ];
        return false;
      } else {
        const _errs1 = errors;
        for (const key0 in data) {
          if (!(key0 === "data" || key0 === "messages" || key0 === "links")) {
            validate75.errors = [
              {
                instancePath,
                schemaPath: "#/additionalProperties",
                keyword: "additionalProperties",
                params: { additionalProperty: key0 },
                message: "must NOT have additional properties",
              },
            ];
            return false;
            break;
          }
        }
        if (_errs1 === errors) {
          if (data.data !== undefined) {
            const _errs2 = errors;
            if (
              !validate76(data.data, {
                instancePath: instancePath + "/data",
                parentData: data,
                parentDataProperty: "data",
                rootData,
              })
            ) {
              vErrors = vErrors === null ? validate76.errors : vErrors.concat(validate76.errors);
              errors = vErrors.length;
            }
            var valid0 = _errs2 === errors;
          } else {
            var valid0 = true;
          }
          if (valid0) {
            if (data.messages !== undefined) {
              let data1 = data.messages;
              const _errs3 = errors;
              if (errors === _errs3) {
                if (Array.isArray(data1)) {
                  var valid1 = true;
                  const len0 = data1.length;
                  for (let i0 = 0; i0 < len0; i0++) {
                    const _errs5 = errors;
                    if (
                      !validate23(data1[i0], {
                        instancePath: instancePath + "/messages/" + i0,
                        parentData: data1,
                        parentDataProperty: i0,
                        rootData,
                      })
                    ) {
                      vErrors =
                        vErrors === null ? validate23.errors : vErrors.concat(validate23.errors);
                      errors = vErrors.length;
                    }
                    var valid1 = _errs5 === errors;
                    if (!valid1) {
                      break;
                    }
                  }
                } else {
                  validate75.errors = [
                    {
                      instancePath: instancePath + "/messages",
                      schemaPath: "#/properties/messages/type",
                      keyword: "type",
                      params: { type: "array" },
                      message: "must be array",
                    },
                  ];
                  return false;
                }
              }
              var valid0 = _errs3 === errors;
            } else {
              var valid0 = true;
            }
            if (valid0) {
              if (data.links !== undefined) {
                let data3 = data.links;
                const _errs6 = errors;
                if (errors === _errs6) {
                  if (Array.isArray(data3)) {
                    var valid2 = true;
                    const len1 = data3.length;
                    for (let i1 = 0; i1 < len1; i1++) {
                      const _errs8 = errors;
                      if (typeof data3[i1] !== "string") {
                        validate75.errors = [
                          {
                            instancePath: instancePath + "/links/" + i1,
                            schemaPath: "#/properties/links/items/type",
                            keyword: "type",
                            params: { type: "string" },
                            message: "must be string",
                          },
                        ];
                        return false;
                      }
                      var valid2 = _errs8 === errors;
                      if (!valid2) {
                        break;
                      }
                    }
                  } else {
                    validate75.errors = [
                      {
                        instancePath: instancePath + "/links",
                        schemaPath: "#/properties/links/type",
                        keyword: "type",
                        params: { type: "array" },
                        message: "must be array",
                      },
                    ];
                    return false;
                  }
                }
                var valid0 = _errs6 === errors;
              } else {
                var valid0 = true;
              }
            }
          }
        }
      }
    } else {
      validate75.errors = [
        {
          instancePath,
          schemaPath: "#/type",
          keyword: "type",
          params: { type: "object" },
          message: "must be object",
        },
      ];
      return false;
    }
  }
  validate75.errors = vErrors;
  return errors === 0;
}

/** The validator of every document, for values of the newest version. */
export const validators: Record<DocumentName, Validator> = {
  AcceptedResponse,
  AccessTokenResponse,
  AsyncStatusResponse,
  ConfigElement,
  ConfigElementsResponse,
  ConfigurationVersionsResponse,
  ElementTypeMetadataResponse,
  ElementTypesResponse,
  ErrorResponse,
  SupportedVersionsResponse,
  SystemStatusResponse,
};
