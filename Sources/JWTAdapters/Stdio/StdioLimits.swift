extension StdioVerifier {
    /// What a program may take.
    public struct Limits: Hashable, Sendable {
        /// How long the program may take to start and to say hello, in seconds.
        public var startUpSeconds: Double
        /// The longest line that is read from the program, in bytes; four times the longest request, where that is more.
        ///
        /// It bounds the memory of the harness, and is three times the longest reply that the corpus needs.
        public var longestLineBytes: Int
        /// How long the program may take to end of itself, and then after `SIGTERM`, before `SIGKILL`; in seconds.
        public var graceSeconds: Double
        /// How much of the end of the program's standard error stream is kept, in bytes.
        public var standardErrorBytes: Int
        /// The memory that the program and its child processes may use together, in bytes.
        ///
        /// Resident memory is counted: an address space of many gigabytes is common and costs nothing.
        public var memoryBytes: Int
        /// The processor time that the program and its child processes may use from one reply to the next, in seconds.
        ///
        /// The wall-clock limit bounds a question; this bounds work after the answer, or on many processors at once.
        public var processorSeconds: Double

        /// Sets limits; the defaults suit any interpreter on a busy machine.
        public init(
            startUpSeconds: Double = 20,
            longestLineBytes: Int = 1 << 20,
            graceSeconds: Double = 1,
            standardErrorBytes: Int = 16 << 10,
            memoryBytes: Int = 4 << 30,
            processorSeconds: Double = 60
        ) {
            self.startUpSeconds = startUpSeconds
            self.longestLineBytes = longestLineBytes
            self.graceSeconds = graceSeconds
            self.standardErrorBytes = standardErrorBytes
            self.memoryBytes = memoryBytes
            self.processorSeconds = processorSeconds
        }

        var startUp: Duration { .limit(startUpSeconds) }
        package var grace: Duration { .limit(graceSeconds) }
    }
}

extension Duration {
    /// A limit in seconds, if any number may stand; without one it's a day.
    static func limit(_ seconds: Double) -> Duration {
        .seconds(seconds.isNaN ? 86_400 : min(max(seconds, 0), 86_400))
    }
}
