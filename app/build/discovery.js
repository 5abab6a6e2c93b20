/**
 * What React Router finds in the place of its asking a server for routes it hasn't heard of: our pages are built ahead and
 * know them all. See app/build/lighter.py.
 */

export const URL_LIMIT = 0;
export const isFogOfWarEnabled = () => false;
export const getPartialManifest = (manifest) => manifest;
export const getPatchRoutesOnNavigationFunction = () => undefined;
export const useFogOFWarDiscovery = () => undefined;
export const getPathsWithAncestors = (paths) => paths;
export const getManifestPath = (path) => path;
export const handleClientVersionMismatch = async () => false;
