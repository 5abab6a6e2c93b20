"""What a browser keeps for a page, out of it as JSON and into it again: the storage of a phone, to be put on another.

Bytes and keys become text. A key that no script may read out can't be had: `READABLE_KEYS`, before the page opens, has
the page make such as may.
"""

from typing import Any

from playwright.sync_api import Page

READABLE_KEYS = """
    const { generateKey } = SubtleCrypto.prototype;
    SubtleCrypto.prototype.generateKey = function (algorithm, _extractable, usages) {
        return generateKey.call(this, algorithm, true, usages);
    };
"""

_SHARED = """
    const asText = (bytes) => bytes.toBase64?.() ?? btoa(String.fromCharCode(...bytes));
    const asBytes = (text) => Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
    const done = (request) => new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
    });
"""

_TAKE_OUT = f"""async () => {{
    {_SHARED}
    const told = async (value) => {{
        if (value instanceof CryptoKey) {{
            const {{ type, algorithm, usages }} = value;
            const format = type === "secret" ? "raw" : type === "private" ? "pkcs8" : "spki";
            const bytes = new Uint8Array(await crypto.subtle.exportKey(format, value));
            return {{ $key: asText(bytes), format, algorithm, usages }};
        }}
        if (ArrayBuffer.isView(value)) return {{ $bytes: asText(value) }};
        if (Array.isArray(value)) return Promise.all(value.map(told));
        if (typeof value !== "object" || value === null) return value;
        const pairs = Object.entries(value).map(async ([name, each]) => [name, await told(each)]);
        return Object.fromEntries(await Promise.all(pairs));
    }};
    const databases = [];
    for (const {{ name, version }} of await indexedDB.databases()) {{
        const database = await done(indexedDB.open(name));
        const stores = [];
        for (const store of database.objectStoreNames) {{
            const all = database.transaction(store).objectStore(store);
            const {{ autoIncrement }} = all;
            const [keys, values] = await Promise.all([done(all.getAllKeys()), done(all.getAll())]);
            const rows = await Promise.all(keys.map(async (key, at) => [key, await told(values[at])]));
            stores.push({{ name: store, autoIncrement, rows }});
        }}
        database.close();
        databases.push({{ name, version, stores }});
    }}
    return {{ localStorage: {{ ...localStorage }}, databases }};
}}"""

_PUT_IN = f"""async ({{ localStorage: texts, databases }}) => {{
    {_SHARED}
    const meant = async (value) => {{
        if (Array.isArray(value)) return Promise.all(value.map(meant));
        if (typeof value !== "object" || value === null) return value;
        if (value.$bytes !== undefined) return asBytes(value.$bytes);
        if (value.$key !== undefined)
            return crypto.subtle.importKey(value.format, asBytes(value.$key), value.algorithm, false, value.usages);
        const pairs = Object.entries(value).map(async ([name, each]) => [name, await meant(each)]);
        return Object.fromEntries(await Promise.all(pairs));
    }};
    for (const [name, text] of Object.entries(texts)) localStorage.setItem(name, text);
    for (const {{ name, version, stores }} of databases) {{
        const opening = indexedDB.open(name, version);
        opening.onupgradeneeded = () => {{
            for (const {{ name, autoIncrement }} of stores) opening.result.createObjectStore(name, {{ autoIncrement }});
        }};
        const database = await done(opening);
        for (const {{ name, rows }} of stores) {{
            const values = await Promise.all(rows.map(([, value]) => meant(value)));
            const writing = database.transaction(name, "readwrite");
            rows.forEach(([key], at) => writing.objectStore(name).put(values[at], key));
            await new Promise((resolve, reject) => {{
                writing.oncomplete = resolve;
                writing.onabort = () => reject(writing.error);
            }});
        }}
        database.close();
    }}
}}"""

Storage = dict[str, Any]


def taken_out(page: Page) -> Storage:
    """All that the page's origin keeps."""
    storage: Storage = page.evaluate(_TAKE_OUT)
    return storage


def put_in(page: Page, storage: Storage) -> None:
    """Keep it for the page's origin, which has nothing of these names yet."""
    page.evaluate(_PUT_IN, storage)
