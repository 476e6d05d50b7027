import Console
import JWTAdapters
import Synchronization

/// Whether the user, or whoever started the run, wants it to end.
///
/// The first Ctrl-C lets the slice end and prints what there is; the second ends the process at once.
final class Interruption: Sendable {
    private let flag = Flag()

    init() {
        let flag = flag
        EndingSignals.watch {
            flag.value.store(true, ordering: .releasing)
        } second: {
            RunningPrograms.kill()
        }
    }

    /// Whether it's time to end.
    var hasOccurred: Bool { flag.value.load(ordering: .acquiring) }

    private final class Flag: Sendable {
        let value = Atomic(false)
    }
}
