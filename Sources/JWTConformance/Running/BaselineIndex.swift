/// The entries of a baseline by what their patterns name, so that a vector isn't compared with each of hundreds.
struct BaselineIndex {
    private let entries: [Baseline.Entry]
    /// The entries with a pattern of this text.
    private var plain: [String: Set<Int>] = [:]
    private var globs: [(pattern: VectorPattern, entry: Int)] = []
    /// The entries that name every vector.
    private var universal: Set<Int> = []

    init(_ entries: [Baseline.Entry]) {
        self.entries = entries
        for (position, entry) in entries.enumerated() {
            for pattern in entry.patterns {
                if pattern.text == "*" {
                    universal.insert(position)
                } else if pattern.text.contains("*") || pattern.text.contains("?") {
                    globs.append((pattern, position))
                } else {
                    plain[pattern.text, default: []].insert(position)
                }
            }
        }
    }

    /// The positions of the entries that name a vector, in their order.
    func positions(naming id: String) -> [Int] {
        var found = universal.union(plain[id] ?? [])
        // A pattern names a folder with its last solidus or without.
        for solidus in id.indices where id[solidus] == "/" {
            found.formUnion(plain[String(id[..<solidus])] ?? [])
            found.formUnion(plain[String(id[...solidus])] ?? [])
        }
        for (pattern, position) in globs where pattern.matches(id) { found.insert(position) }
        return found.sorted()
    }

    /// The entry that decides about a case: the first that names it, and its feature if it has one.
    func entry(for record: CaseRecord) -> Baseline.Entry? {
        positions(naming: record.id).lazy.map { entries[$0] }.first { $0.fits(record) }
    }

    /// The entries that decide nothing, as far as these cases can tell.
    func staleEntries(in cases: [CaseRecord], corpus: [String]) -> [Baseline.Entry] {
        let records = Dictionary(cases.map { ($0.id, $0) }) { first, _ in first }
        var alive: Set<Int> = []
        for id in Set(corpus).union(records.keys) {
            for position in positions(naming: id) {
                guard let record = records[id], record.verdict != .notRun else {
                    // Not asked in this run, so the entry may well be right about it. A feature leaves it open whose
                    // case it is.
                    alive.insert(position)
                    guard entries[position].feature == nil else { continue }
                    break
                }
                guard entries[position].fits(record) else { continue }
                alive.insert(position)
                break
            }
        }
        return entries.indices.filter { !alive.contains($0) }.map { entries[$0] }
    }
}
