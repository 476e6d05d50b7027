/// Where sessions are kept.
public protocol SessionStore: Sendable {
    /// What it's called.
    var name: String { get }
    /// The version of what answers.
    var version: String { get }
    /// Where the answer comes from.
    var place: String { get }

    /// Opens a way to it, for one worker at a time.
    ///
    /// - Throws: ``WorkloadError`` if it can't be reached.
    func connect() throws(WorkloadError) -> any SessionConnection
}

/// One worker's way to a store.
///
/// It goes from one worker to the next, and no two use it at once.
public protocol SessionConnection: AnyObject, Sendable {
    /// Keeps the sessions of a table and forgets all others.
    ///
    /// - Throws: ``WorkloadError`` if it can't.
    func fill(_ table: SessionTable) throws(WorkloadError)

    /// Looks a session up.
    ///
    /// - Parameter id: its id.
    /// - Returns: the session; `nil` if there is no such session.
    /// - Throws: ``WorkloadError`` if the store doesn't answer.
    func find(_ id: String) throws(WorkloadError) -> SessionRecord?
}

/// Sessions in a dictionary of the process: what a look-up costs without any store.
package struct MemorySessions: SessionStore {
    package let name = "dictionary"
    package let version = ""
    package let place = "in process"
    private let connection = Connection()

    /// Makes an empty one.
    package init() {}

    package func connect() throws(WorkloadError) -> any SessionConnection { connection }

    /// Filled before there are workers, and not changed any more then.
    private final class Connection: SessionConnection, @unchecked Sendable {
        private var records: [String: SessionRecord] = [:]

        func fill(_ table: SessionTable) {
            records = [:]
            for index in 0..<table.count { records[table.id(index)] = table.record(index) }
        }

        func find(_ id: String) -> SessionRecord? { records[id] }
    }
}
