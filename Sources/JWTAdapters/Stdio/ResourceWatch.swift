#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// The resources that a program and all that it started use together, compared with the limits.
///
/// The kernel's limit on the address space doesn't fit: virtual machines reserve many times what they use.
struct ResourceWatch {
    /// How many of the watcher's looks go by from one reading to the next, and readings from one search for processes to
    /// the next: reading a process takes microseconds, searching all of them a millisecond.
    private static let looksPerReading = 5
    private static let readingsPerSearch = 5

    private let limits: StdioVerifier.Limits
    private let program: Int
    private var members: [pid_t] = []
    private var looks = 0
    private var readings = 0
    /// The turn that the processor time is counted for, and what had been used when it was first seen.
    private var turn = -1
    private var usedBefore = 0.0

    /// - Parameters:
    ///   - program: the program's number.
    ///   - limits: the limits.
    init(program: Int, limits: StdioVerifier.Limits) {
        self.program = program
        self.limits = limits
    }

    /// What is over its limit, in words.
    ///
    /// - Parameter turn: changes with every reply.
    /// - Returns: a sentence without its subject's name; `nil` if nothing is.
    mutating func excess(turn: Int) -> String? {
        looks += 1
        guard looks % Self.looksPerReading == 1 else { return nil }
        if readings % Self.readingsPerSearch == 0 {
            members = ProcessTable.current(maximumAge: .milliseconds(300)).members(of: program).map(\.id)
            Watchdog.shared.note()
        }
        readings += 1
        var memory = 0
        var used = 0.0
        for member in members {
            guard let usage = ProcessTable.entry(of: member) else { continue }
            memory += usage.memoryBytes
            used += usage.processorSeconds
        }
        if memory > limits.memoryBytes {
            return "it used \(Self.amount(memory)) of memory (limit: \(Self.amount(limits.memoryBytes))) "
                + "and was stopped"
        }
        // A process that has gone takes its time with it, so the sum may shrink.
        if turn != self.turn || used < usedBefore { (self.turn, usedBefore) = (turn, used) }
        if used - usedBefore > limits.processorSeconds {
            return "it used \(Int(used - usedBefore)) s of processor time since its last reply, where "
                + "\(limits.processorSeconds) s are allowed, and was ended"
        }
        return nil
    }

    private static func amount(_ bytes: Int) -> String {
        let mebibytes = bytes >> 20
        return mebibytes < 10 << 10 ? "\(mebibytes) MiB" : "\(mebibytes >> 10) GiB"
    }
}
