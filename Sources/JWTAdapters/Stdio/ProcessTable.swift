import FoundationEssentials
import Synchronization

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// The processes of this machine, as `/proc` shows them (proc(5)), and the program that each belongs to.
///
/// A process belongs to a program if it's in the program's session, if it carries the program's mark in its
/// environment, or if its parent belongs to it. What it belonged to once it belongs to for ever: a daemon has left its
/// session and lost its parent, and may have cleared its environment. Empty where there's no `/proc`.
struct ProcessTable: Sendable {
    /// A process; one of the same id that started at another time is another.
    struct Entry: Hashable, Sendable, Identifiable {
        let id: pid_t
        let parent: pid_t
        let session: pid_t
        /// In clock ticks since the machine started.
        let started: Int
        /// Whether it has ended, and its parent hasn't been told yet.
        let isZombie: Bool
        /// What is resident.
        let memoryBytes: Int
        /// In user and in kernel mode, with that of children which have ended.
        let processorSeconds: Double
        /// The number of the program that it belongs to.
        fileprivate(set) var program: Int?
        /// Whether its environment was read: while a program is being loaded it's empty.
        fileprivate var isKnown = false
    }

    /// The environment variable that marks the processes of a program.
    ///
    /// It holds a mark for each harness above the process, as a program may be a harness itself.
    static let variable = "JWT_ASSAY_PROGRAM"

    /// What every mark of this process begins with.
    static let markPrefix = "\(getpid()).\(UInt64.random(in: 0 ... .max))."

    /// The mark of a program's processes.
    static func mark(of program: Int) -> String { "\(markPrefix)\(program)." }

    private(set) var entries: [pid_t: Entry] = [:]
    private var readAt: ContinuousClock.Instant?

    private static let shared = Mutex(ProcessTable())
    private static let pageBytes = max(sysconf(Int32(_SC_PAGESIZE)), 1)
    private static let ticksPerSecond = Double(max(sysconf(Int32(_SC_CLK_TCK)), 1))

    /// The processes now.
    ///
    /// - Parameter age: how old a reading may be: all programs share one.
    /// - Returns: the last reading if it's younger than that, or a new one.
    static func current(maximumAge age: Duration = .zero) -> ProcessTable {
        shared.withLock { table in
            let now = ContinuousClock.now
            if let readAt = table.readAt, now - readAt < age { return table }
            table.read()
            table.readAt = now
            return table
        }
    }

    /// The processes of a program; those that have ended are left out.
    func members(of program: Int) -> [Entry] {
        entries.values.filter { $0.program == program && !$0.isZombie }
    }

    /// Processes that this one took over when their parents ended, and that belong to no program that is known.
    func strays(_ programs: RunningPrograms.Programs) -> [Entry] {
        guard programs.adoptsOrphans else { return [] }
        return entries.values.filter { $0.program == nil && !$0.isZombie && $0.isAdopted }
    }

    /// Reads one process; `nil` if it's gone.
    static func entry(of process: pid_t) -> Entry? {
        guard let content = FileManager.default.contents(atPath: "/proc/\(process)/stat"),
            // The name before it is in parentheses and may hold anything.
            let end = content.lastIndex(of: UInt8(ascii: ")"))
        else { return nil }
        let fields = content[(end + 1)...].split(separator: UInt8(ascii: " ")).map { field in
            Int(String(decoding: field, as: UTF8.self)) ?? 0
        }
        // The first of these is the third of all, the state.
        guard fields.count > 21, let state = content[(end + 1)...].first(where: { $0 != UInt8(ascii: " ") }) else {
            return nil
        }
        return Entry(
            id: process,
            parent: pid_t(fields[1]),
            session: pid_t(fields[3]),
            started: fields[19],
            isZombie: [UInt8(ascii: "Z"), UInt8(ascii: "X")].contains(state),
            memoryBytes: fields[21] * pageBytes,
            processorSeconds: Double(fields[11...14].reduce(0, +)) / ticksPerSecond
        )
    }

    private mutating func read() {
        let programs = RunningPrograms.current
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        var now: [pid_t: Entry] = [:]
        var newcomers: [pid_t] = []
        for process in names.lazy.compactMap({ pid_t($0) }) {
            guard var entry = Self.entry(of: process) else { continue }
            if let before = entries[process], before.started == entry.started {
                (entry.program, entry.isKnown) = (before.program, before.isKnown)
            } else {
                newcomers.append(process)
            }
            if let program = programs.leaders[entry.session] { entry.program = program }
            now[process] = entry
        }
        // A thread of the kernel has neither memory nor environment.
        for (process, entry) in now where entry.program == nil && !entry.isKnown && entry.memoryBytes > 0 {
            guard let environment = FileManager.default.contents(atPath: "/proc/\(process)/environ") else { continue }
            now[process]?.program = Self.program(markedIn: environment)
            now[process]?.isKnown = !environment.isEmpty
        }
        entries = now
        inherit()
        // Its parents ended too quickly to be seen. Of several programs, any may have started it.
        guard programs.adoptsOrphans, programs.numbers.count == 1 else { return }
        for process in newcomers where entries[process]?.program == nil && entries[process]?.isAdopted == true {
            entries[process]?.program = programs.numbers.first
        }
        inherit()
    }

    /// Gives each process the program of its parent.
    private mutating func inherit() {
        var hasChanged = true
        while hasChanged {
            hasChanged = false
            for (process, entry) in entries where entry.program == nil && entry.parent != getpid() {
                guard let program = entries[entry.parent]?.program else { continue }
                entries[process]?.program = program
                hasChanged = true
            }
        }
    }

    private static func program(markedIn environment: Data) -> Int? {
        let name = Array("\(variable)=".utf8)
        for entry in environment.split(separator: 0) where entry.starts(with: name) {
            let text = String(decoding: entry.dropFirst(name.count), as: UTF8.self)
            guard let mark = text.firstRange(of: markPrefix) else { continue }
            return Int(text[mark.upperBound...].prefix { $0 != "." })
        }
        return nil
    }
}

extension ProcessTable.Entry {
    /// Whether a child of this process isn't one that it's just starting: those haven't left its session yet.
    fileprivate var isAdopted: Bool { parent == getpid() && session != getsid(0) }

    /// Ends the process at once; nothing if it's gone.
    func kill(_ signal: Int32 = SIGKILL) {
        guard ProcessTable.entry(of: id)?.started == started else { return }
        _ = Glibc.kill(id, signal)
    }
}
