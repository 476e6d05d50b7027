import Synchronization

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// The programs that run now, with all that they started, and how they come to their end.
package enum RunningPrograms {
    /// The programs at one time.
    struct Programs: Sendable {
        /// The numbers of those that run or are being started.
        var numbers: Set<Int> = []
        /// The number of each program by the process that leads its session.
        var leaders: [pid_t: Int] = [:]
        /// Whether processes whose parents have ended become children of this one.
        var adoptsOrphans = false
        fileprivate var last = 0
        fileprivate var isEnding = false
    }

    private static let programs = Mutex(Programs())

    static var current: Programs { programs.withLock { $0 } }

    /// Whether a program was ever started.
    static var haveBegun: Bool { programs.withLock { $0.last > 0 } }

    /// Whether everything is being ended, so that no program is started any more.
    static var isEnding: Bool { programs.withLock { $0.isEnding } }

    /// Makes this process the parent of what its descendants leave behind, so that no daemon escapes.
    ///
    /// For programs of the suite alone: in a process of someone else, children that it didn't start are a surprise.
    package static func adoptOrphans() {
        #if os(Linux)
        // The C function takes any number of arguments, which Swift can't call.
        typealias Control = @convention(c) (CInt, CUnsignedLong, CUnsignedLong, CUnsignedLong, CUnsignedLong) -> CInt
        guard let symbol = unsafe dlsym(nil, "prctl") else { return }
        let becomeSubreaper: CInt = 36
        let result = unsafe unsafeBitCast(symbol, to: Control.self)(becomeSubreaper, 1, 0, 0, 0)
        programs.withLock { $0.adoptsOrphans = result == 0 }
        #endif
    }

    /// Counts a program that is to be started.
    ///
    /// - Returns: its number; `nil` if everything is being ended.
    static func begin() -> Int? {
        Watchdog.shared.begin()
        return programs.withLock { programs in
            guard !programs.isEnding else { return nil }
            programs.last += 1
            programs.numbers.insert(programs.last)
            return programs.last
        }
    }

    /// Says which process leads the session of a program.
    static func started(_ program: Int, leader: pid_t) {
        programs.withLock { $0.leaders[leader] = program }
        Watchdog.shared.note()
    }

    /// Kills what there is of a program.
    ///
    /// The leader isn't reaped before this returns, so its id can't be another's.
    static func kill(_ program: Int) async {
        for leader in current.leaders where leader.value == program { _ = killpg(leader.key, SIGKILL) }
        for _ in 0..<100 {
            let left = ProcessTable.current().members(of: program)
            reap(program)
            if left.isEmpty { return }
            // First all of them stand still: who forks faster than it's killed must not get away.
            var stopped: Set<ProcessTable.Entry.ID> = []
            for _ in 0..<100 {
                let moving = ProcessTable.current().members(of: program).filter { stopped.insert($0.id).inserted }
                if moving.isEmpty { break }
                for process in moving { process.kill(SIGSTOP) }
            }
            for process in ProcessTable.current().members(of: program) { process.kill() }
            try? await Task.sleep(for: .milliseconds(2))
        }
    }

    /// Forgets a program that has ended.
    static func ended(_ program: Int) {
        reap(program)
        let isLast = programs.withLock { programs in
            programs.numbers.remove(program)
            programs.leaders = programs.leaders.filter { $0.value != program }
            return programs.numbers.isEmpty
        }
        Watchdog.shared.note()
        guard isLast else { return }
        let programs = current
        for stray in ProcessTable.current().strays(programs) { stray.kill() }
    }

    /// Asks all programs to end, for good: those in flight are told to, and none is started any more.
    package static func end() {
        programs.withLock { $0.isEnding = true }
    }

    /// Kills all programs at once.
    package static func kill() {
        end()
        for leader in current.leaders.keys { _ = killpg(leader, SIGKILL) }
        for process in ProcessTable.current().entries.values where process.program ?? 0 > 0 { process.kill() }
    }

    /// Takes the news of the ended processes of a program that became this one's children.
    private static func reap(_ program: Int) {
        let programs = current
        guard programs.adoptsOrphans else { return }
        for process in ProcessTable.current().entries.values
        where process.isZombie && process.program == program && process.parent == getpid()
            && programs.leaders[process.id] == nil
        {
            _ = waitpid(process.id, nil, WNOHANG)
        }
    }
}
