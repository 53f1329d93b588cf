// Reads codes from the camera at the back, a few times per second. Gives a function that stops it.
import decodeQR from "qr/decode.js";

const EVERY = 150;
const LARGEST = 480;

export async function startCamera(video, seen) {
  const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" }, audio: false });
  video.srcObject = stream;
  await video.play();
  const canvas = document.createElement("canvas");
  const context = canvas.getContext("2d", { willReadFrequently: true });
  const timer = setInterval(() => look(video, canvas, context, seen), EVERY);
  return () => {
    clearInterval(timer);
    stream.getTracks().forEach((track) => track.stop());
    video.srcObject = null;
  };
}

// The square in the middle, which is what the page shows.
function look(video, canvas, context, seen) {
  const side = Math.min(video.videoWidth, video.videoHeight);
  if (!side) return;
  canvas.width = canvas.height = Math.min(side, LARGEST);
  context.drawImage(video, (video.videoWidth - side) / 2, (video.videoHeight - side) / 2, side, side, 0, 0, canvas.width, canvas.height);
  try {
    seen(decodeQR(context.getImageData(0, 0, canvas.width, canvas.height)));
  } catch {
    // No code in view.
  }
}
