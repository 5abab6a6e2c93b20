// Lets node run app/jazz/*.ts: packages that those modules name are those of tests/node_modules.
import { registerHooks } from "node:module";

registerHooks({
  resolve(specifier, context, next) {
    const isPackage = !/^[./]|^(node|file|data):/.test(specifier);
    return next(specifier, isPackage ? { ...context, parentURL: import.meta.url } : context);
  },
});
