package dev.atelier.server.config;

import dev.atelier.core.robot.Param;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/**
 * All settings, one nested record per room. The annotations are the only declaration: the loader,
 * the checks and {@code docs/configuration.md} come from them.
 */
public record AtelierConfig(
        Http http,
        Data data,
        Database database,
        Auth auth,
        Rates rates,
        Lanes lanes,
        Pixels pixels,
        Media media,
        Generation generation,
        Map<String, Provider> providers,
        Scripts scripts,
        Chat chat,
        Limits limits,
        Archives archives,
        Uploads uploads,
        Retention retention,
        Events events,
        Outbound outbound,
        Notifications notifications,
        Log log) {

    /** Where the server listens and how patient it is. */
    public record Http(
            @Param(
                            doc =
                                    "Address to listen on. Must be a loopback address as long as"
                                            + " there are no keys.",
                            fallback = "127.0.0.1")
                    String host,
            @Param(
                            doc = "Port to listen on; 0 picks a free one.",
                            min = 0,
                            max = 65_535,
                            fallback = "8080")
                    int port,
            @Param(
                            doc =
                                    "Start of every URL the server hands out, such as"
                                        + " https://pictures.example. When left out, the Host of"
                                        + " the request that created the Assembly.",
                            pattern = "https?://[^/?#\\s]+(/[^?#\\s]*)?")
                    @Nullable String publicUrl,
            @Param(
                            doc = "Longest silence while a request is arriving, in seconds.",
                            min = 1,
                            max = 3_600,
                            fallback = "60")
                    int idleSeconds,
            @Param(
                            doc =
                                    "Time a request may keep the server waiting before it has to"
                                            + " arrive at `bytes_per_second`, in seconds.",
                            min = 1,
                            max = 3_600,
                            fallback = "30")
                    int slowSeconds,
            @Param(
                            doc =
                                    "Slowest a request may arrive on average; 0 lets it be as slow"
                                            + " as it likes.",
                            min = 0,
                            max = 1_000_000_000,
                            fallback = "1024")
                    int bytesPerSecond,
            @Param(
                            doc =
                                    "Time a new connection has to send its first headers, in"
                                            + " seconds.",
                            min = 1,
                            max = 600,
                            fallback = "20")
                    int headerSeconds,
            @Param(
                            doc = "Largest request head, in bytes.",
                            min = 1_024,
                            max = 1_048_576,
                            fallback = "16384")
                    int headerBytes,
            @Param(
                            doc =
                                    "Longest time the answer to a create with await or blocking is"
                                            + " held back, in seconds.",
                            min = 0,
                            max = 3_600,
                            fallback = "300")
                    int awaitSeconds,
            @Param(
                            doc = "Unfinished requests one address may have at a time.",
                            min = 1,
                            max = 100_000,
                            fallback = "200")
                    int unfinishedPerAddress) {}

    /** Where files and the database are kept. */
    public record Data(
            @Param(doc = "Folder for uploads, results and the database.", fallback = "./data")
                    String dir) {}

    /** The database behind the Assemblies and the queue. */
    public record Database(
            @Param(
                            doc =
                                    "JDBC URL of a PostgreSQL database. When left out, a SQLite"
                                            + " file in the data folder.",
                            pattern = "jdbc:postgresql:.+")
                    @Nullable String url,
            @Param(doc = "User of the database.") @Nullable String user,
            @Param(doc = "Password of the database.") @Nullable Secret password,
            @Param(doc = "Connections to PostgreSQL.", min = 2, max = 1_000, fallback = "16")
                    int connections) {}

    /** Who may use the server. More keys are made with {@code atelier keys add}. */
    public record Auth(
            @Param(
                            doc =
                                    "An auth key, for a server that needs no more than one. Without"
                                            + " this and without keys of `atelier keys add` the"
                                            + " server is open to its own machine.",
                            pattern = "[A-Za-z0-9_.-]{8,64}")
                    @Nullable String key,
            @Param(doc = "The secret of that key, at least 16 characters.") @Nullable Secret secret,
            @Param(doc = "Whether creates with that key must be signed.", fallback = "false")
                    boolean requireSignature,
            @Param(
                            doc = "The owner of what is created with that key.",
                            pattern = "[A-Za-z0-9_-]{1,64}",
                            fallback = "local")
                    String account,
            @Param(
                            doc =
                                    "Key that stored secrets are encrypted under: 32 bytes as 64"
                                            + " hexadecimal digits. When left out, the file"
                                            + " `master.key` in the data folder, made at first"
                                            + " need.")
                    @Nullable Secret masterKey,
            @Param(
                            doc =
                                    "The master key before `master_key`, while `atelier keys"
                                            + " rotate-master` has not run yet.")
                    @Nullable Secret previousMasterKey,
            @Param(
                            doc = "Life of a bearer token, in seconds.",
                            min = 60,
                            max = 31_536_000,
                            fallback = "21600")
                    int tokenSeconds,
            @Param(
                            doc =
                                    "How far ahead `auth.expires` of a request may be, in hours; 0"
                                            + " sets no limit.",
                            min = 0,
                            max = 876_000,
                            fallback = "0")
                    int maxExpiryHours) {}

    /** How often clients may ask. A limit is a bucket: quiet times are saved up for a burst. */
    public record Rates(
            @Param(
                            doc =
                                    "Creates of Assemblies with one auth key per minute; 0 sets no"
                                            + " limit.",
                            min = 0,
                            max = 1_000_000,
                            fallback = "0")
                    int createsPerKey,
            @Param(
                            doc =
                                    "Creates of Assemblies from one address per minute, refused"
                                            + " ones included; 0 sets no limit.",
                            min = 0,
                            max = 1_000_000,
                            fallback = "0")
                    int createsPerAddress,
            @Param(
                            doc =
                                    "Reads of the status of one Assembly from one address per"
                                            + " second, with ten seconds' worth at once; 0 sets no"
                                            + " limit. A server without keys sets none.",
                            min = 0,
                            max = 1_000_000,
                            fallback = "3")
                    int statusPerSecond,
            @Param(
                            doc =
                                    "Failed requests for a bearer token from one address per"
                                            + " minute; 0 sets no limit.",
                            min = 0,
                            max = 1_000_000,
                            fallback = "30")
                    int failedTokensPerMinute) {}

    /** How many jobs run at once. */
    public record Lanes(
            @Param(
                            doc = "Live jobs that work on pixels; 0 stands for one per core.",
                            min = 0,
                            max = 1_024,
                            fallback = "0")
                    int livePixels,
            @Param(
                            doc = "Batch jobs that work on pixels; 0 stands for one per two cores.",
                            min = 0,
                            max = 1_024,
                            fallback = "0")
                    int batchPixels,
            @Param(doc = "Live jobs that wait for others.", min = 1, max = 10_000, fallback = "512")
                    int liveNetwork,
            @Param(
                            doc = "Batch jobs that wait for others.",
                            min = 1,
                            max = 10_000,
                            fallback = "128")
                    int batchNetwork,
            @Param(
                            doc =
                                    "Time one job may take, in seconds. One that asks providers"
                                            + " may take `generation.deadline_seconds` longer.",
                            min = 1,
                            max = 86_400,
                            fallback = "300")
                    int jobSeconds,
            @Param(
                            doc = "Interval at which a running job says that it lives, in seconds.",
                            min = 1,
                            max = 60,
                            fallback = "5")
                    int heartbeatSeconds,
            @Param(
                            doc =
                                    "Runs of one job that may be lost to a dying process before its"
                                            + " step fails.",
                            min = 1,
                            max = 1_000_000,
                            fallback = "3")
                    int lostRuns) {}

    /** Bounds on decoded pictures. */
    public record Pixels(
            @Param(
                            doc = "Threads that work on pixels; 0 stands for one per core.",
                            min = 0,
                            max = 1_024,
                            fallback = "0")
                    int threads,
            @Param(
                            doc =
                                    "Megapixels held decoded at a time by all jobs together; 0"
                                            + " stands for half the heap at 8 bytes per pixel.",
                            min = 0,
                            max = 1_000_000,
                            fallback = "0")
                    int budgetMegapixels,
            @Param(doc = "Largest picture, in megapixels.", min = 1, max = 1_000, fallback = "64")
                    int maxMegapixels,
            @Param(
                            doc = "Longest side of a picture, in pixels.",
                            min = 16,
                            max = 65_535,
                            fallback = "32767")
                    int maxSide,
            @Param(doc = "Frames of an animation.", min = 1, max = 100_000, fallback = "500")
                    int maxFrames,
            @Param(
                            doc = "Megapixels of all frames of an animation together.",
                            min = 1,
                            max = 10_000,
                            fallback = "256")
                    int maxFrameMegapixels,
            @Param(
                            doc = "Time to decode one picture and read its metadata, in seconds.",
                            min = 1,
                            max = 600,
                            fallback = "10")
                    int decodeSeconds,
            @Param(
                            doc =
                                    "Whether JPEG is left to libturbojpeg where the machine has"
                                            + " it. off: always done in Java, slower.",
                            oneOf = {"auto", "off"},
                            fallback = "auto")
                    String nativeCodecs) {}

    /** Programs of this machine that know videos and sounds. */
    public record Media(
            @Param(
                            doc =
                                    "Path of ffprobe, which reads what is known of videos and"
                                            + " sounds. auto: looked for at the start; off: not"
                                            + " used.",
                            fallback = "auto")
                    String ffprobe,
            @Param(
                            doc =
                                    "Path of ffmpeg, which tells how loud a sound is, or auto or"
                                            + " off.",
                            fallback = "auto")
                    String ffmpeg,
            @Param(
                            doc = "Time one of them may take for one file, in seconds.",
                            min = 1,
                            max = 600,
                            fallback = "30")
                    int seconds) {}

    /** Making pictures from words. */
    public record Generation(
            @Param(
                            doc =
                                    "Who serves a model whose provider has no key. auto: the"
                                            + " embedded engine as long as no provider at all is"
                                            + " configured; embedded: always the embedded engine;"
                                            + " error: nobody.",
                            oneOf = {"auto", "embedded", "error"},
                            fallback = "auto")
                    String fallback,
            @Param(
                            doc = "Time a provider has for one call in all, in seconds.",
                            min = 1,
                            max = 3_600,
                            fallback = "600")
                    int deadlineSeconds,
            @Param(
                            doc =
                                    "What one Assembly may spend on providers, in US dollars."
                                            + " Without it no limit.",
                            pattern = "\\d{1,9}(\\.\\d{1,6})?")
                    @Nullable String budgetAssembly,
            @Param(
                            doc =
                                    "What all Assemblies of one key may spend in a day of UTC, in"
                                            + " US dollars. Without it no limit.",
                            pattern = "\\d{1,9}(\\.\\d{1,6})?")
                    @Nullable String budgetKeyDay,
            @Param(
                            doc =
                                    "What may be spent with one provider in a day of UTC, in US"
                                            + " dollars. Without it no limit.",
                            pattern = "\\d{1,9}(\\.\\d{1,6})?")
                    @Nullable String budgetProviderDay,
            @Param(
                            doc =
                                    "What a picture is taken to cost when nobody knows, in US"
                                            + " dollars.",
                            pattern = "\\d{1,9}(\\.\\d{1,6})?",
                            fallback = "0.06")
                    String assumedPrice,
            @Param(
                            doc = "Largest answer or picture of a provider, in megabytes.",
                            min = 1,
                            max = 4_096,
                            fallback = "200")
                    int answerMegabytes) {}

    /** The language model behind {@code /ai/chat} and {@code /image/describe}. */
    public record Chat(
            @Param(
                            doc =
                                    "A server that speaks like OpenAI's, to where"
                                            + " /chat/completions begins. When left out, OpenAI"
                                            + " with the key of providers.openai.",
                            pattern = "https?://[^/?#\\s@]+(/[^?#\\s]*)?")
                    @Nullable String baseUrl,
            @Param(doc = "The key of that server, if it wants one.") @Nullable Secret key,
            @Param(
                            doc = "The model for steps that leave the choice to the service.",
                            fallback = "gpt-5-mini")
                    String model,
            @Param(
                            doc = "What one answer is taken to cost, in US dollars.",
                            pattern = "\\d{1,9}(\\.\\d{1,6})?",
                            fallback = "0.01")
                    String price,
            @Param(doc = "Calls under way at a time.", min = 1, max = 10_000, fallback = "16")
                    int atOnce) {}

    /** One provider of pictures outside, in a table named after it. */
    public record Provider(
            @Param(doc = "Its key.") @Nullable Secret key,
            @Param(
                            doc = "Where it answers. When left out, the provider's own address.",
                            pattern = "https?://[^/?#\\s@]+(/[^?#\\s]*)?")
                    @Nullable String baseUrl,
            @Param(doc = "Calls under way at a time.", min = 1, max = 10_000, fallback = "16")
                    int atOnce,
            @Param(
                            doc = "Time between two questions after accepted work, in ms.",
                            min = 10,
                            max = 60_000,
                            fallback = "1000")
                    int pollMillis,
            Map<String, String> options) {
        /** One that is not set up. */
        public static final Provider DEFAULT = new Provider(null, null, 16, 1000, Map.of());
    }

    /** How large a request, its instructions and an Assembly may be. */
    public record Limits(
            @Param(doc = "Largest upload, in bytes.", min = 1, max = 1e15, fallback = "5368709120")
                    long uploadBytes,
            @Param(doc = "Files in one request.", min = 0, max = 100_000, fallback = "1000")
                    int files,
            @Param(doc = "Form fields in one request.", min = 1, max = 100_000, fallback = "1000")
                    int fields,
            @Param(
                            doc = "Largest form field, in bytes.",
                            min = 256,
                            max = 1e8,
                            fallback = "1048576")
                    int fieldBytes,
            @Param(
                            doc = "All form fields of one request together, in bytes.",
                            min = 256,
                            max = 1e9,
                            fallback = "8388608")
                    int formBytes,
            @Param(
                            doc = "Largest params text, in bytes.",
                            min = 256,
                            max = 1e8,
                            fallback = "1048576")
                    int paramsBytes,
            @Param(doc = "Nesting of the params JSON.", min = 5, max = 1_000, fallback = "50")
                    int jsonDepth,
            @Param(doc = "Tokens of the params JSON.", min = 100, max = 1e8, fallback = "200000")
                    int jsonTokens,
            @Param(
                            doc = "Longest string in the params JSON, in characters.",
                            min = 256,
                            max = 1e8,
                            fallback = "262144")
                    int jsonString,
            @Param(doc = "Steps of one Assembly.", min = 1, max = 10_000, fallback = "200")
                    int steps,
            @Param(
                            doc = "Uses of steps by steps in one Assembly.",
                            min = 1,
                            max = 1_000_000,
                            fallback = "10000")
                    int edges,
            @Param(
                            doc = "Steps one after another in one Assembly.",
                            min = 1,
                            max = 10_000,
                            fallback = "50")
                    int depth,
            @Param(
                            doc = "Uploads and results of one Assembly.",
                            min = 1,
                            max = 10_000_000,
                            fallback = "10000")
                    int assemblyFiles,
            @Param(
                            doc = "Runs of robots in one Assembly.",
                            min = 1,
                            max = 10_000_000,
                            fallback = "10000")
                    int assemblyJobs,
            @Param(
                            doc = "All files one run of an import step fetches, in bytes.",
                            min = 1,
                            max = 1e15,
                            fallback = "10737418240")
                    long importBytes,
            @Param(
                            doc =
                                    "Time one Assembly may wait for its uploads, and then again to"
                                            + " run, in hours.",
                            min = 1,
                            max = 8_760,
                            fallback = "8")
                    int runHours,
            @Param(
                            doc =
                                    "Free space the disk of the data folder must have for new"
                                            + " Assemblies to be accepted, in megabytes.",
                            min = 0,
                            max = 1_000_000_000,
                            fallback = "1024")
                    int freeSpaceMegabytes) {}

    /** What one archive may unpack to; counted while it is read. */
    public record Archives(
            @Param(
                            doc = "Members of one archive, folders and links too.",
                            min = 1,
                            max = 1_000_000,
                            fallback = "10000")
                    int members,
            @Param(
                            doc = "All members of one archive together, in bytes.",
                            min = 1,
                            max = 1e15,
                            fallback = "10737418240")
                    long bytes,
            @Param(
                            doc = "How many times its own size an archive may unpack to.",
                            min = 1,
                            max = 100_000,
                            fallback = "100")
                    int ratio,
            @Param(
                            doc = "What an archive may unpack to whatever the ratio, in bytes.",
                            min = 0,
                            max = 1e15,
                            fallback = "16777216")
                    long freeBytes,
            @Param(
                            doc =
                                    "Memory the dictionary of a compressed archive may take, in"
                                            + " kilobytes.",
                            min = 1_024,
                            max = 4_000_000,
                            fallback = "131072")
                    int memoryKilobytes) {}

    /** How resumable uploads are taken. */
    public record Uploads(
            @Param(
                            doc =
                                    "Time an Assembly waits while nothing arrives for it before it"
                                            + " fails, in seconds.",
                            min = 1,
                            max = 604_800,
                            fallback = "1800")
                    int idleSeconds,
            @Param(
                            doc =
                                    "Time a request waits for an older one of the same upload to"
                                            + " stop, in seconds.",
                            min = 1,
                            max = 600,
                            fallback = "20")
                    int lockSeconds,
            @Param(
                            doc =
                                    "Whether received bytes are on the disk before a request is"
                                            + " answered. Without it a power cut may take back what"
                                            + " was acknowledged; a crash of the server alone does"
                                            + " not.",
                            fallback = "true")
                    boolean sync,
            @Param(
                            doc =
                                    "Fastest sender whose bytes are hashed as they arrive, in"
                                        + " megabytes a second. Hashing would hold a faster one up,"
                                        + " so its upload is hashed after the last answer.",
                            min = 0,
                            max = 100_000,
                            fallback = "150")
                    int hashBesideMegabytes) {}

    /** Scripts in instructions: {@code /script/run} and expressions in {@code ${…}}. */
    public record Scripts(
            @Param(doc = "Time a script may run, in ms.", min = 10, max = 60_000, fallback = "1000")
                    int millis,
            @Param(doc = "Memory a script may use, in MB.", min = 4, max = 1_024, fallback = "32")
                    int megabytes,
            @Param(
                            doc = "Longest value of a script, in characters of JSON.",
                            min = 1_024,
                            max = 1_048_576,
                            fallback = "65536")
                    int resultChars,
            @Param(
                            doc = "Scripts that run at a time; 0 means one per core.",
                            min = 0,
                            max = 1_024,
                            fallback = "0")
                    int atOnce) {}

    /** How long things are kept. */
    public record Retention(
            @Param(
                            doc = "Days an ended Assembly and its files are kept.",
                            min = 1,
                            max = 36_500,
                            fallback = "30")
                    int days,
            @Param(
                            doc = "Hours after which a file that belongs to nothing is swept.",
                            min = 1,
                            max = 8_760,
                            fallback = "24")
                    int orphanHours) {}

    /** Live updates. */
    public record Events(
            @Param(
                            doc = "Clients that may follow Assemblies at a time.",
                            min = 1,
                            max = 1_000_000,
                            fallback = "10000")
                    int listeners,
            @Param(
                            doc =
                                    "Updates of one Assembly held in memory for those who follow"
                                            + " it; older ones are read from the database.",
                            min = 1,
                            max = 100_000,
                            fallback = "256")
                    int kept,
            @Param(
                            doc = "Interval of the signs of life on a silent stream, in ms.",
                            min = 10,
                            max = 300_000,
                            fallback = "15000")
                    int pingMillis,
            @Param(
                            doc =
                                    "Interval at which events stored by another process are looked"
                                            + " for, in ms.",
                            min = 10,
                            max = 60_000,
                            fallback = "1000")
                    int pollMillis,
            @Param(
                            doc = "Interval of progress updates, in ms; 0 turns them off.",
                            min = 0,
                            max = 60_000,
                            fallback = "2000")
                    int progressMillis,
            @Param(
                            doc =
                                    "Time a client has to take what is sent to it before its"
                                            + " connection is closed, in seconds.",
                            min = 1,
                            max = 3_600,
                            fallback = "30")
                    int stallSeconds) {}

    /** Requests to servers whose URL somebody else gave. */
    public record Outbound(
            @Param(
                            doc =
                                    "Address ranges that may be asked though they are not public,"
                                            + " such as 10.1.0.0/16, separated by commas. When left"
                                            + " out, none.")
                    @Nullable String allowedPrivate,
            @Param(
                            doc =
                                    "Ports above 1024 that are never asked, separated by commas; of"
                                            + " the others only 80 and 443 are.",
                            pattern = "\\d+(\\s*,\\s*\\d+)*",
                            fallback =
                                    "1433,1521,2049,2375,2376,3306,3389,5432,5672,5900,6379,9200,11211,27017")
                    String deniedPorts,
            @Param(
                            doc =
                                    "Time to connect, in ms. An answer that a server cannot be"
                                            + " reached never comes sooner.",
                            min = 10,
                            max = 60_000,
                            fallback = "5000")
                    int connectMillis,
            @Param(
                            doc = "Time for the head of an answer, in ms.",
                            min = 10,
                            max = 600_000,
                            fallback = "10000")
                    int headerMillis,
            @Param(
                            doc = "Longest silence within an answer, in ms.",
                            min = 10,
                            max = 600_000,
                            fallback = "15000")
                    int idleMillis,
            @Param(
                            doc = "Largest head of an answer, in bytes.",
                            min = 1_024,
                            max = 1_048_576,
                            fallback = "16384")
                    int headerBytes) {}

    /** Telling a notify_url that an Assembly has ended. */
    public record Notifications(
            @Param(
                            doc =
                                    "When delivery is tried, in ms after the end of the Assembly,"
                                            + " separated by commas.",
                            pattern = "\\d{1,9}(\\s*,\\s*\\d{1,9})*",
                            fallback = "0,5000,15000,30000,60000")
                    String attemptMillis,
            @Param(
                            doc = "Time one attempt may take, in ms.",
                            min = 10,
                            max = 600_000,
                            fallback = "10000")
                    int totalMillis,
            @Param(
                            doc = "Notifications on their way at a time.",
                            min = 1,
                            max = 10_000,
                            fallback = "64")
                    int atOnce) {}

    /** What is logged, and how. */
    public record Log(
            @Param(
                            doc = "One line of text or one JSON object per entry.",
                            oneOf = {"text", "json"},
                            fallback = "text")
                    String format,
            @Param(
                            doc = "The least important level that is written.",
                            oneOf = {"error", "warn", "info", "debug"},
                            fallback = "info")
                    String level) {}
}
