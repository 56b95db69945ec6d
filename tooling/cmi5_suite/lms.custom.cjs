// How the LMS test suite of CATAPULT talks to Panah: put into the suite as lib/lms.custom.js (see README.md).
const Wreck = require("@hapi/wreck");
const { InvalidPackageError } = require("./errors");

const base = process.env.LMS_URL.replace(/\/*$/, "/");
const made = [];

async function call(method, path, payload, type = "application/json") {
    const answer = await Wreck.request(method, base + path, {
        headers: {
            Authorization: `Bearer ${process.env.LMS_TOKEN}`,
            ...(payload === undefined ? {} : { "Content-Type": type }),
        },
        payload: payload === undefined || payload.pipe ? payload : JSON.stringify(payload),
    });
    const text = (await Wreck.read(answer)).toString();
    return { status: answer.statusCode, text, body: text.startsWith("{") ? JSON.parse(text) : null };
}

async function ask(what, ...parts) {
    const answer = await call(...parts);
    if (answer.status >= 300) {
        throw new Error(`${what}: ${answer.status} ${answer.text.slice(0, 400)}`);
    }
    return answer.body;
}

module.exports = {
    setup: async () => {},
    teardown: async () => {},
    getLrsEndpoint: () => process.env.LRS_ENDPOINT.replace(/\/*$/, ""),
    getLrsAuthHeader: () =>
        "Basic " + Buffer.from(`${process.env.LRS_KEY}:${process.env.LRS_SECRET}`).toString("base64"),

    importCourse: async (stream, type, name) => {
        const answer = await call("POST", `packages/?name=${encodeURIComponent(name)}`, stream, type);
        if (answer.status === 400 && answer.body && answer.body.error) {
            throw new InvalidPackageError(`${name}: ${JSON.stringify(answer.body.error)}`);
        }
        if (answer.status !== 201) {
            throw new Error(`import of ${name}: ${answer.status} ${answer.text.slice(0, 400)}`);
        }
        made.push(answer.body.id);
        return answer.body.id;
    },
    getLaunchUrl: async (id, au, actor, { registration, launchMode } = {}) =>
        (await ask("launch", "POST", `packages/${id}/launch/`, { au, actor, registration, launchMode })).url,
    cleanup: async () => {
        for (const id of made.splice(0)) {
            await ask("put away", "DELETE", `packages/${id}/`);
        }
    },
    hasWaive: () => true,
    waiveAU: (registration, au, reason) =>
        ask("waive", "POST", `registrations/${registration}/waive/`, { au, reason }),
    hasAbandon: () => true,
    abandonSession: (session) => ask("abandon", "POST", `sessions/${session}/abandon/`, {}),
};
