// ReferenceJOSE
