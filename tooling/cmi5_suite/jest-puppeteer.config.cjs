// The suite's own settings open developer tools, for which there must be a screen.
module.exports = {
    launch: {
        headless: true,
        executablePath: process.env.PUPPETEER_EXECUTABLE_PATH,
        args: ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"],
        devtools: false,
    },
};
