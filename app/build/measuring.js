/** What React Router finds in the place of its own measuring, which nobody asks for: see app/build/lighter.py. */

export const instrumentationResultMetaContext = {};
export const consumeInstrumentationClientResultMetaReceiver = () => undefined;
export const getRouteInstrumentationUpdates = () => ({});
export const instrumentClientSideRouter = (router) => router;
export const instrumentHandler = (handler) => handler;
