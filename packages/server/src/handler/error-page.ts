/** Makes the page of a device's web server for an error that is not of the REST API. */
export function errorPage(status: number, reason: string): string {
  return (
    `<!DOCTYPE html><html><head><title>Document Error: ${reason}</title></head>` +
    `<body><h2>Access Error: ${status} -- ${reason}</h2></body></html>`
  );
}
