// The documents of the specification have the types of their content.
import openApi from "@asyncstatus/spec/v1.2/openapi.json" with { type: "json" };

export const title: string = openApi.info.title;
export const summary: string = openApi.paths["/rest/{version}/admin/asyncstatus"].get.summary;
// @ts-expect-error: there is no such path.
export const unknown = openApi.paths["/rest/unknown"];
