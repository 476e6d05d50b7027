import FoundationEssentials
import JWTAdapters
import JWTConformance
import Synchronization

/// What a program wrote during an examination, line by line, with what each line answers.
final class Transcript: Sendable {
    /// A line of the program.
    struct Entry: Sendable {
        /// The line as text, shortened.
        let line: String
        /// The line as JSON; `nil` if it isn't.
        let value: JSONValue?
        /// The message that it answers, shortened, if its id is that of one.
        let request: String?
    }

    private static let longest = 4096

    private struct State {
        var sent: [Int: String] = [:]
        var entries: [Entry] = []
    }

    private let state = Mutex(State())

    /// Takes a line in.
    func note(_ line: Conversation.Line) {
        state.withLock { state in
            switch line {
            case .sent(let id, let bytes):
                // A new process counts from the beginning again.
                state.sent[id] = String(decoding: bytes.prefix(Self.longest), as: UTF8.self)
            case .received(let bytes):
                let value = try? JSONDecoder().decode(JSONValue.self, from: Data(bytes))
                var request: String?
                if case .integer(let id) = value?["id"] { request = state.sent[Int(truncatingIfNeeded: id)] }
                let text = String(decoding: bytes.prefix(Self.longest), as: UTF8.self)
                state.entries.append(Entry(line: text, value: value, request: request))
            }
        }
    }

    /// All lines until now.
    var entries: [Entry] { state.withLock { $0.entries } }
}
