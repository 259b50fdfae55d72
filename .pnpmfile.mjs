export const hooks = {
  readPackage(pkg) {
    // Only its bundle is used, which brings along what it is made of.
    if (pkg.name === "@scalar/api-reference") pkg.dependencies = {};
    return pkg;
  },
};
