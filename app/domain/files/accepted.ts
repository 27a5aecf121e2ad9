/** For a field in which files are chosen: what is taken. Without HEIC: an iPhone then sends its photos as JPEG. */
export const acceptedFiles = 'image/jpeg,image/png,image/webp,image/gif,video/mp4,video/quicktime,application/pdf';
