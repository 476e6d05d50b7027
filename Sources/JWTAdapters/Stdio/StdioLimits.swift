extension StdioVerifier {
    /// What a program may take.
    public struct Limits: Hashable, Sendable {
        /// How long the program may take to start and to say hello, in seconds.
        public var startUpSeconds: Double
        /// The longest line that is read from the program, in bytes.
        public var longestLineBytes: Int
        /// How long the program may take to end of itself, and then after `SIGTERM`, before `SIGKILL`; in seconds.
        public var graceSeconds: Double
        /// How much of the end of the program's standard error stream is kept, in bytes.
        public var standardErrorBytes: Int

        /// Sets limits; the defaults suit any interpreter on a busy machine.
        public init(
            startUpSeconds: Double = 20,
            longestLineBytes: Int = 8 << 20,
            graceSeconds: Double = 1,
            standardErrorBytes: Int = 16 << 10
        ) {
            self.startUpSeconds = startUpSeconds
            self.longestLineBytes = longestLineBytes
            self.graceSeconds = graceSeconds
            self.standardErrorBytes = standardErrorBytes
        }

        var startUp: Duration { .limit(startUpSeconds) }
        var grace: Duration { .limit(graceSeconds) }
    }
}

extension Duration {
    /// A limit in seconds, where any number may stand; without one it's a day.
    static func limit(_ seconds: Double) -> Duration {
        .seconds(seconds.isNaN ? 86_400 : min(max(seconds, 0), 86_400))
    }
}
