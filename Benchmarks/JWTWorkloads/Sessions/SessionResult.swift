/// How a way to check a request did.
package struct SessionResult: Codable, Hashable, Sendable {
    /// The way: `JWT ES256`, `SQLite`.
    package let store: String
    /// The version of what answers.
    package let version: String
    /// Where the answer comes from: `in process`, `127.0.0.1:6379`.
    package let place: String
    /// How many sessions there are to look up; 0 for a token, which needs none.
    package let sessions: Int
    /// The figures, by number of workers; empty if there are none.
    package var figures: [ServiceFigures]
    /// How many times as long as the first way, with one worker, side by side.
    package var ratioToFirst: Figures.Ratio?
    /// Why there are no figures; `nil` if there are some.
    package var refusal: String?

    /// Names a way.
    package init(store: String, version: String, place: String, sessions: Int, refusal: String? = nil) {
        self.store = store
        self.version = version
        self.place = place
        self.sessions = sessions
        figures = []
        self.refusal = refusal
    }
}
