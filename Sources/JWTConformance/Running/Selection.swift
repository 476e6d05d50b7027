/// Which vectors of a corpus to ask.
package struct Selection: Hashable, Sendable {
    /// Vectors named by any of these are taken; empty: all.
    package var patterns: [VectorPattern]
    /// Vectors named by any of these are left out.
    package var skipped: [VectorPattern]
    /// Only these ids are taken, if a list is given: what failed in an earlier run.
    package var only: Set<String>?

    /// Everything, or a part of it.
    package init(patterns: [VectorPattern] = [], skipped: [VectorPattern] = [], only: Set<String>? = nil) {
        self.patterns = patterns
        self.skipped = skipped
        self.only = only
    }

    /// The vectors that are selected, in the order of the corpus.
    ///
    /// - Parameter corpus: the corpus.
    /// - Returns: at least one vector.
    /// - Throws: ``SelectionError`` if a pattern names no vector, or nothing is left.
    package func vectors(of corpus: Corpus) throws(SelectionError) -> [Vector] {
        let selected = try ids(among: corpus.vectors.map(\.id))
        return corpus.vectors.filter { selected.contains($0.id) }
    }

    /// The ids that are selected.
    ///
    /// - Parameter ids: those of all vectors.
    /// - Returns: at least one.
    /// - Throws: ``SelectionError`` if a pattern names none of them, or nothing is left.
    package func ids(among ids: [String]) throws(SelectionError) -> Set<String> {
        let matchers = patterns.map { $0.matcher(among: ids) }
        for (pattern, matcher) in zip(patterns, matchers) where !ids.contains(where: matcher) {
            throw .nothingMatches(pattern: pattern.text)
        }
        let skippers = skipped.map { $0.matcher(among: ids) }
        let selected = ids.filter { id in
            (matchers.isEmpty || matchers.contains { $0(id) }) && !skippers.contains { $0(id) }
                && only?.contains(id) != false
        }
        guard !selected.isEmpty else { throw only?.isEmpty == true ? .nothingFailed : .nothingLeft }
        return Set(selected)
    }
}

/// A selection that selects nothing.
package enum SelectionError: Error, Hashable, Sendable {
    /// No vector of the corpus has such an id.
    case nothingMatches(pattern: String)
    /// Nothing failed in the earlier run.
    case nothingFailed
    /// Every vector is left out.
    case nothingLeft
}

extension SelectionError: CustomStringConvertible {
    /// What selects nothing, and what to do.
    package var description: String {
        switch self {
        case .nothingMatches(let pattern): "no id is \(pattern) or starts with it; `jwt-assay list` shows every id"
        case .nothingFailed: "nothing failed in the earlier run"
        case .nothingLeft:
            "the selection leaves no vector; `jwt-assay list` with the same options shows what is selected"
        }
    }
}

extension VectorPattern {
    /// Which ids the pattern selects: those that it names, or else those that begin with it.
    fileprivate func matcher(among ids: [String]) -> (String) -> Bool {
        if ids.contains(where: matches) { return matches }
        return { $0.hasPrefix(text) && !text.isEmpty }
    }
}
