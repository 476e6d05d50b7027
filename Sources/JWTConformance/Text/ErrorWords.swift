import FoundationEssentials

extension Error {
    /// What went wrong, in words for people and in one line.
    package var inWords: String {
        switch self {
        case let error as DecodingError: error.oneLine.bounded(to: 512)
        case let error as CocoaError: error.code.words
        default: "\(self)".bounded(to: 512)
        }
    }
}

extension CocoaError.Code {
    fileprivate var words: String {
        switch self {
        case .fileNoSuchFile, .fileReadNoSuchFile: "there is no such file or folder"
        case .fileReadNoPermission, .fileWriteNoPermission: "permission denied"
        case .fileWriteOutOfSpace: "no space left"
        case .fileWriteFileExists: "something of that name is there already"
        case .fileWriteVolumeReadOnly: "the file system is read-only"
        case .fileReadTooLarge: "it's too large"
        case .fileReadInvalidFileName, .fileWriteInvalidFileName: "the name can't be one of a file"
        default: "the system gave no reason (code \(rawValue)); check that it is a file, and its permissions"
        }
    }
}
